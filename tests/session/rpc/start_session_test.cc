#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

// Contacts that another system has routed: they start with their agent.
class StartSessionTest : public ServiceTest {
 protected:
  static v1::StartSessionRequest Routed(const std::string& agent_id = "a7") {
    v1::StartSessionRequest request;
    request.set_request_id("r");
    request.set_channel(v1::CHANNEL_VOICE);
    request.set_customer_id("c1");
    request.set_agent_id(agent_id);
    return request;
  }
  Client Admin() { return As(Role::kAdmin, "bridge"); }

  v1::Session Start() {
    const auto started = Admin().Call(&Sessions::StartSession, Routed());
    EXPECT_EQ(Reason(started), "");
    return started ? started->session() : v1::Session();
  }

  void ExpectRefused(Client caller, const v1::StartSessionRequest& request) {
    const auto refused = caller.Call(&Sessions::StartSession, request);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::kInvalidArgument);
    EXPECT_EQ(refused.error().reason, "INVALID_FIELD");
    EXPECT_EQ(refused.error().metadata.at("field"), "agent_id");
  }
};

TEST_F(StartSessionTest, TakesAnAgentFromAdminAndServiceOnly) {
  ExpectRefused(Customer("c1"), Routed());
  ExpectRefused(AgentNamed("a7"), Routed());

  for (const Role role : {Role::kAdmin, Role::kService}) {
    v1::StartSessionRequest request = Routed();
    request.set_request_id(NewUuid());
    const auto started = As(role, "x").Call(&Sessions::StartSession, request);
    ASSERT_EQ(Reason(started), "");
    EXPECT_EQ(started->session().agent_id(), "a7");
  }
}

TEST_F(StartSessionTest, RefusesAnAgentIdThatIsTooLongOrNoText) {
  ExpectRefused(Admin(), Routed(std::string(129, 'a')));
  ExpectRefused(Admin(), Routed(std::string("a\0b", 3)));

  const auto longest =
      Admin().Call(&Sessions::StartSession, Routed(std::string(128, 'a')));
  EXPECT_EQ(Reason(longest), "");
}

TEST_F(StartSessionTest, GivesTheContactToTheAgentAtOnce) {
  const auto started = Start();

  EXPECT_EQ(started.state(), v1::STATE_CONNECTED);
  EXPECT_EQ(started.agent_id(), "a7");
  EXPECT_EQ(started.floor().owner(), v1::FLOOR_OWNER_AGENT);
  EXPECT_EQ(started.floor().epoch(), 2);
  EXPECT_EQ(started.floor().agent_id(), "a7");
  EXPECT_TRUE(started.has_connect_time());
  EXPECT_FALSE(started.has_queue_time());
  const auto log = Service().Log(started.session_id());
  ASSERT_EQ(log.size(), 3U);
  EXPECT_TRUE(log[0].has_session_started());
  EXPECT_EQ(log[1].state_changed().to(), v1::STATE_CONNECTED);
  EXPECT_EQ(log[1].state_changed().agent_id(), "a7");
  EXPECT_EQ(log[2].floor_changed().floor().epoch(), 2);
}

TEST_F(StartSessionTest, StartsOnceHoweverOftenItIsAsked) {
  const auto first = Start();

  const auto again = Start();

  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  const auto listed =
      Service().Call(&Sessions::ListSessions, v1::ListSessionsRequest());
  EXPECT_EQ(listed->sessions_size(), 1);
}

TEST_F(StartSessionTest, LetsTheBridgeSpeakForTheAgentUnderTheFloorsEpoch) {
  const auto id = Start().session_id();
  auto admin = Admin();

  EXPECT_EQ(Reason(admin.Say(id, v1::SPEAKER_AGENT, "안녕하세요", 2)), "");
  for (const int epoch : {1, 3}) {
    const auto refused = admin.Say(id, v1::SPEAKER_AGENT, "a", epoch);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, "FLOOR_CHANGED");
    EXPECT_EQ(refused.error().metadata.at("floorOwner"), "AGENT");
    EXPECT_EQ(refused.error().metadata.at("floorEpoch"), "2");
  }
  EXPECT_EQ(Reason(Service().Say(id, v1::SPEAKER_BOT, "a", 2)),
            "FLOOR_CHANGED");
  EXPECT_EQ(Service().Get(id)->last_seq(), 4);
}

TEST_F(StartSessionTest, LetsTheBridgeEndAndWrapUpForTheAgent) {
  const auto id = Start().session_id();
  auto admin = Admin();

  const auto ended = admin.End(id, v1::END_REASON_AGENT_ENDED);
  ASSERT_EQ(Reason(ended), "");
  EXPECT_EQ(ended->state(), v1::STATE_WRAP_UP);
  EXPECT_EQ(Reason(AgentNamed("a8").WrapUp(id)), "NOT_YOUR_CONTACT");
  const auto closed = admin.WrapUp(id, "w1");

  ASSERT_EQ(Reason(closed), "");
  EXPECT_EQ(closed->state(), v1::STATE_CLOSED);
  EXPECT_EQ(closed->disposition(), "RESOLVED");
  EXPECT_EQ(closed->agent_id(), "a7");
  int completed = 0;
  for (const auto& event : Service().Log(id)) {
    if (!event.has_wrap_up_completed()) continue;
    EXPECT_EQ(event.wrap_up_completed().agent_id(), "a7");
    ++completed;
  }
  EXPECT_EQ(completed, 1);
  EXPECT_EQ(Reason(admin.WrapUp(id, "w1")), "");
}

}  // namespace
}  // namespace aicc::session
