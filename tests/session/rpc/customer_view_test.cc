#include <atomic>
#include <thread>

#include "tests/session/fixture.h"
#include "tests/session/watch.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

// A contact of the customer c1, with what staff tell one another of it.
class CustomerViewTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    if (!instance_) return;
    id_ = Customer()
              .Call(&Sessions::StartSession, start())
              ->session()
              .session_id();
    Understand();
    HandOver();
  }

  static v1::StartSessionRequest start() {
    v1::StartSessionRequest request;
    request.set_request_id("start");
    request.set_channel(v1::CHANNEL_CHAT);
    return request;
  }

  void Understand() {
    v1::AppendEventRequest request;
    request.set_session_id(id_);
    request.set_event_id("u");
    auto& understood = *request.mutable_understood();
    understood.set_utterance_seq(1);
    understood.set_intent("roaming");
    understood.set_sentiment(-0.75);
    (*understood.mutable_entities())["country"] = "일본";
    ASSERT_EQ(Reason(Service().Call(&Sessions::AppendEvent, request)), "");
  }

  void HandOver() {
    v1::RequestAgentRequest request;
    request.set_session_id(id_);
    request.set_request_id("hand over");
    request.mutable_brief()->set_reason("OUT_OF_SCOPE");
    request.mutable_brief()->set_summary("for staff only");
    ASSERT_EQ(Reason(Service().Call(&Sessions::RequestAgent, request)), "");
  }

  // Connects the contact and closes it with a note.
  void Close() {
    auto agent = AgentNamed("a1");
    ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
    const auto offered = AwaitState(id_, v1::STATE_OFFERED);
    ASSERT_EQ(Reason(agent.Accept(offered.offer_id())), "");
    ASSERT_EQ(Reason(agent.End(id_, v1::END_REASON_AGENT_ENDED)), "");
    v1::CompleteWrapUpRequest request;
    request.set_session_id(id_);
    request.set_request_id("w");
    request.set_disposition("RESOLVED");
    request.set_note("for staff only");
    ASSERT_EQ(Reason(agent.Call(&Routing::CompleteWrapUp, request)), "");
  }

  // It is the contact, without its brief.
  void ExpectNoBrief(const Result<v1::Session>& session) {
    ASSERT_EQ(Reason(session), "");
    EXPECT_EQ(session->session_id(), id_);
    EXPECT_FALSE(session->has_brief());
  }

  std::string id_;
  std::atomic<int> told_ = 0;
};

TEST_F(CustomerViewTest, HasNoBriefWhoeverElseHasIt) {
  auto customer = Customer();

  const auto got = customer.Get(id_);
  const auto listed =
      customer.Call(&Sessions::ListSessions, v1::ListSessionsRequest());

  ExpectNoBrief(got);
  EXPECT_EQ(got->intent(), "roaming");
  ASSERT_EQ(listed->sessions_size(), 1);
  ExpectNoBrief(listed->sessions(0));
  EXPECT_EQ(Service().Get(id_)->brief().summary(), "for staff only");
  for (const Role role : {Role::kAgent, Role::kSupervisor, Role::kAdmin}) {
    EXPECT_EQ(As(role, "x").Get(id_)->brief().summary(), "for staff only");
  }
}

TEST_F(CustomerViewTest, HasNoBriefInTheAnswerToAVerb) {
  auto customer = Customer();

  const auto started = customer.Call(&Sessions::StartSession, start());
  ASSERT_EQ(Reason(started), "");
  ExpectNoBrief(started->session());
  ExpectNoBrief(customer.RequestAgent(id_));
  ExpectNoBrief(customer.ReturnToBot(id_));
  ExpectNoBrief(customer.End(id_));

  // It was there to be shown all the time.
  EXPECT_EQ(Service().Get(id_)->brief().summary(), "for staff only");
}

// `seen` is `all`, every event of it, but for what is for staff only.
void ExpectHidden(const std::vector<v1::Event>& seen,
                  const std::vector<v1::Event>& all) {
  ASSERT_EQ(seen.size(), all.size());
  int hidden = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    v1::Event expected = all[i];
    if (expected.has_state_changed()) {
      expected.mutable_state_changed()->mutable_by()->clear_id();
    } else if (expected.has_offer_changed()) {
      expected.mutable_offer_changed()->clear_choice();
    }
    if (expected.has_understood()) {
      EXPECT_EQ(expected.understood().sentiment(), -0.75);
      EXPECT_EQ(expected.understood().entities().at("country"), "일본");
      expected.mutable_understood()->clear_sentiment();
      expected.mutable_understood()->clear_entities();
      ++hidden;
    } else if (expected.state_changed().has_brief()) {
      EXPECT_EQ(expected.state_changed().brief().summary(), "for staff only");
      expected.mutable_state_changed()->clear_brief();
      ++hidden;
    } else if (expected.has_wrap_up_completed()) {
      EXPECT_EQ(expected.wrap_up_completed().note(), "for staff only");
      expected.mutable_wrap_up_completed()->clear_note();
      ++hidden;
    }
    EXPECT_EQ(seen[i].SerializeAsString(), expected.SerializeAsString());
  }
  EXPECT_EQ(hidden, 3);
}

TEST_F(CustomerViewTest, OfTheLogHasEveryEventButNotWhatIsForStaff) {
  Close();

  ExpectHidden(Customer().Log(id_), Service().Log(id_));
}

// Those who follow share what is read of the log; not what is shown of it.
TEST_F(CustomerViewTest, HidesTheSameFromACustomerWhoFollowsBesideStaff) {
  ASSERT_EQ(Reason(Customer().End(id_)), "");  // Or it is the first in line.
  auto request = start();
  request.set_request_id("another");
  id_ =
      Customer().Call(&Sessions::StartSession, request)->session().session_id();
  const auto follow = [this](Client client, std::vector<v1::Event>* events) {
    Watch watch(client, id_, 0);
    while (const auto news = watch.Read()) {
      events->push_back(news->event());
      ++told_;
    }
    EXPECT_EQ(Reason(watch.End()), "");
  };
  std::vector<v1::Event> seen;
  std::vector<v1::Event> all;
  std::jthread customer(follow, Customer(), &seen);
  std::jthread staff(follow, Service(), &all);
  ASSERT_TRUE(Eventually([this] { return told_ == 2; }));

  Understand();
  HandOver();
  Close();
  customer.join();
  staff.join();

  ExpectHidden(seen, all);
}

}  // namespace
}  // namespace aicc::session
