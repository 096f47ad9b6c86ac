#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

class RolesTest : public ServiceTest {};

TEST_F(RolesTest, ShowACustomerTheirOwnContactsOnly) {
  const auto mine = Service().Start("c1").session_id();
  const auto theirs = Service().Start("c2").session_id();
  auto customer = Customer("c1");

  EXPECT_EQ(Reason(customer.Get(mine)), "");
  EXPECT_EQ(Reason(customer.Get(theirs)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(customer.Say(theirs, v1::SPEAKER_CUSTOMER, "a")),
            "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(customer.RequestAgent(theirs)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(customer.End(theirs)), "SESSION_NOT_FOUND");
  const auto listed =
      customer.Call(&Sessions::ListSessions, v1::ListSessionsRequest());
  ASSERT_EQ(listed->sessions_size(), 1);
  EXPECT_EQ(listed->sessions(0).session_id(), mine);
}

TEST_F(RolesTest, DoNotTellACustomerOfAnothersDuplicate) {
  const auto theirs = Service().Start("c2").session_id();
  ASSERT_EQ(Reason(Service().Say(theirs, v1::SPEAKER_CUSTOMER, "a", 0, "e1")),
            "");

  EXPECT_EQ(
      Reason(Customer("c1").Say(theirs, v1::SPEAKER_CUSTOMER, "a", 0, "e1")),
      "SESSION_NOT_FOUND");
}

TEST_F(RolesTest, DoNotTakeAStrangersRequestForARetry) {
  const auto id = Service().Start("c2").session_id();
  ASSERT_EQ(Reason(Customer("c2").RequestAgent(id, "r1")), "");
  ASSERT_EQ(Reason(Customer("c2").ReturnToBot(id, "r1")), "");

  EXPECT_EQ(Reason(Customer("c1").RequestAgent(id, "r1")), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(Customer("c1").ReturnToBot(id, "r1")), "SESSION_NOT_FOUND");
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_SELF_SERVICE);
}

TEST_F(RolesTest, LetACustomerStartForThemselvesOnly) {
  v1::StartSessionRequest request;
  request.set_request_id("same for both");
  request.set_channel(v1::CHANNEL_CHAT);
  request.set_customer_id("c2");

  const auto started = Customer("c1").Call(&Sessions::StartSession, request);
  const auto again = Customer("c1").Call(&Sessions::StartSession, request);
  const auto other = Customer("c3").Call(&Sessions::StartSession, request);

  EXPECT_EQ(started->session().customer_id(), "c1");
  EXPECT_EQ(again->session().session_id(), started->session().session_id());
  EXPECT_NE(other->session().session_id(), started->session().session_id());
  EXPECT_EQ(other->session().customer_id(), "c3");
}

TEST_F(RolesTest, LetACustomerSpeakForThemselvesOnly) {
  const auto id = Service().Start("c1").session_id();
  auto customer = Customer("c1");
  v1::AppendEventRequest understood;
  understood.set_session_id(id);
  understood.set_event_id("u");
  understood.mutable_understood()->set_intent("x");

  EXPECT_EQ(Reason(customer.Say(id, v1::SPEAKER_CUSTOMER, "a")), "");
  EXPECT_EQ(Reason(customer.Say(id, v1::SPEAKER_BOT, "a", 1)),
            "SPEAKER_NOT_ALLOWED");
  EXPECT_EQ(Reason(customer.Say(id, v1::SPEAKER_AGENT, "a", 1)),
            "SPEAKER_NOT_ALLOWED");
  EXPECT_EQ(Reason(customer.Call(&Sessions::AppendEvent, understood)),
            "SPEAKER_NOT_ALLOWED");
}

TEST_F(RolesTest, KeepAgentsOffContactsThatAreNotTheirs) {
  const auto id = Service().Start().session_id();
  auto agent = AgentNamed("a1");

  EXPECT_EQ(Reason(agent.Get(id)), "");
  EXPECT_EQ(Reason(agent.Say(id, v1::SPEAKER_AGENT, "a", 1)),
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(agent.Say(id, v1::SPEAKER_CUSTOMER, "a")),
            "SPEAKER_NOT_ALLOWED");
  EXPECT_EQ(Reason(agent.End(id, v1::END_REASON_AGENT_ENDED)),
            "NOT_YOUR_CONTACT");
}

TEST_F(RolesTest, CloseMethodsToThoseWhoAreNotNamed) {
  const auto refused = Customer().Presence(v1::PRESENCE_AVAILABLE);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kPermissionDenied);
  EXPECT_EQ(refused.error().reason, "ROLE_NOT_ALLOWED");
}

TEST_F(RolesTest, ShowATenantNothingOfAnother) {
  const auto id = Service().Start().session_id();
  Client stranger(*instance_, {"other", "s", Role::kService});

  EXPECT_EQ(Reason(stranger.Get(id)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(stranger.Say(id, v1::SPEAKER_CUSTOMER, "a")),
            "SESSION_NOT_FOUND");
  EXPECT_EQ(Reason(stranger.End(id)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Service().Get(id)->last_seq(), 1);
}

TEST_F(RolesTest, LetOnlyTheTenantsOwnSayWhenAContactStarted) {
  v1::StartSessionRequest request;
  request.set_request_id("r");
  request.set_channel(v1::CHANNEL_VOICE);
  request.set_customer_id("c1");
  request.mutable_start_time()->set_seconds(1'700'000'000);

  EXPECT_EQ(Reason(Customer("c1").Call(&Sessions::StartSession, request)),
            "INVALID_FIELD");
  const auto started =
      As(Role::kAdmin, "admin").Call(&Sessions::StartSession, request);
  EXPECT_EQ(started->session().start_time().seconds(), 1'700'000'000);
}

}  // namespace
}  // namespace aicc::session
