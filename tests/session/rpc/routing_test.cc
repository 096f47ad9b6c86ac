#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

class RoutingTest : public ServiceTest {
 protected:
  // A contact that waits, in `queue`.
  std::string Waiting(const std::string& queue = "general") {
    const auto id = Service().Start().session_id();
    EXPECT_EQ(Reason(Service().RequestAgent(id, NewUuid(), queue)), "");
    return id;
  }
  std::string Connected(Client agent) {
    EXPECT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
    const auto id = Waiting();
    const auto offered = AwaitState(id, v1::STATE_OFFERED);
    EXPECT_EQ(Reason(agent.Accept(offered.offer_id())), "");
    return id;
  }
  v1::ListQueuesResponse Queues() {
    return *Service().Call(&Routing::ListQueues, v1::ListQueuesRequest());
  }
  std::vector<v1::OfferState> OfferStates(const std::string& id) {
    std::vector<v1::OfferState> states;
    for (const auto& event : Service().Log(id)) {
      if (event.has_offer_changed()) {
        states.push_back(event.offer_changed().state());
      }
    }
    return states;
  }
  // As the agent would see it in a console; changes nothing.
  v1::Presence PresenceOf(Client agent, v1::Presence wish) {
    return agent.Presence(wish)->presence();
  }
};

TEST_F(RoutingTest, BringsAContactFromTheQueueToItsClose) {
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  const auto id = Waiting();

  const auto offered = AwaitState(id, v1::STATE_OFFERED);
  const auto accepted = agent.Accept(offered.offer_id());
  ASSERT_EQ(Reason(accepted), "");
  EXPECT_EQ(accepted->state(), v1::STATE_CONNECTED);
  EXPECT_EQ(accepted->agent_id(), "a1");
  EXPECT_EQ(accepted->floor().owner(), v1::FLOOR_OWNER_AGENT);
  EXPECT_EQ(accepted->floor().agent_id(), "a1");
  EXPECT_EQ(Reason(agent.Say(id, v1::SPEAKER_AGENT, "안녕하세요",
                             accepted->floor().epoch())),
            "");
  EXPECT_EQ(Reason(Service().Say(id, v1::SPEAKER_BOT, "late", 1)),
            "FLOOR_CHANGED");
  const auto ended = agent.End(id, v1::END_REASON_AGENT_ENDED);
  EXPECT_EQ(ended->state(), v1::STATE_WRAP_UP);
  const auto closed = agent.WrapUp(id, "w1");
  ASSERT_EQ(Reason(closed), "");
  EXPECT_EQ(closed->state(), v1::STATE_CLOSED);
  EXPECT_EQ(closed->disposition(), "RESOLVED");
  EXPECT_EQ(closed->end_reason(), v1::END_REASON_AGENT_ENDED);
  EXPECT_EQ(PresenceOf(agent, v1::PRESENCE_AVAILABLE), v1::PRESENCE_AVAILABLE);
  EXPECT_EQ(OfferStates(id),
            (std::vector{v1::OFFER_STATE_PENDING, v1::OFFER_STATE_ACCEPTED}));
}

TEST_F(RoutingTest, ShowsTheOfferWithTheBriefToItsAgentOnly) {
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  grpc::ClientContext context;
  agent.Authorize(&context);
  const auto reader =
      instance_->routing().WatchOffers(&context, v1::WatchOffersRequest());
  const auto id = Service().Start().session_id();
  v1::RequestAgentRequest request;
  request.set_session_id(id);
  request.set_request_id("r");
  request.mutable_brief()->set_reason("OUT_OF_SCOPE");
  request.mutable_brief()->set_summary("로밍 요금 문의");
  ASSERT_EQ(
      Reason(Service().Call(&v1::SessionService::Stub::RequestAgent, request)),
      "");

  v1::WatchOffersResponse response;
  ASSERT_TRUE(reader->Read(&response));
  const v1::Offer offer = response.offer();
  EXPECT_EQ(offer.state(), v1::OFFER_STATE_PENDING);
  EXPECT_EQ(offer.session().session_id(), id);
  EXPECT_EQ(offer.session().brief().summary(), "로밍 요금 문의");
  EXPECT_EQ(Reason(AgentNamed("a2").Accept(offer.offer_id())),
            "OFFER_NOT_FOUND");
  ASSERT_EQ(Reason(agent.Accept(offer.offer_id())), "");
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.offer().state(), v1::OFFER_STATE_ACCEPTED);
  context.TryCancel();
  (void)reader->Finish();
}

TEST_F(RoutingTest, PutsARejectedContactBackAndTheAgentAway) {
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  const auto id = Waiting();
  const auto offered = AwaitState(id, v1::STATE_OFFERED);

  const auto rejected = agent.Reject(offered.offer_id());
  const auto again = agent.Reject(offered.offer_id());

  ASSERT_EQ(Reason(rejected), "");
  EXPECT_EQ(rejected->state(), v1::OFFER_STATE_REJECTED);
  EXPECT_EQ(Reason(again), "");
  EXPECT_EQ(rejected->session().state(), v1::STATE_QUEUED);
  EXPECT_EQ(rejected->session().queue_time().seconds(),
            offered.queue_time().seconds());
  EXPECT_EQ(Reason(agent.Accept(offered.offer_id())), "OFFER_NOT_PENDING");
  // Nobody is left to offer it to.
  EXPECT_EQ(Queues().queues(0).available_agent_count(), 0);
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_QUEUED);
}

TEST_F(RoutingTest, TakesAnUnansweredOfferBackAndGivesItToTheNext) {
  auto first = AgentNamed("a1");
  ASSERT_EQ(Reason(first.Presence(v1::PRESENCE_AVAILABLE)), "");
  const auto id = Waiting();
  const auto offered = AwaitState(id, v1::STATE_OFFERED);
  ASSERT_EQ(Reason(AgentNamed("a2").Presence(v1::PRESENCE_AVAILABLE)), "");

  instance_->clock().Step(std::chrono::seconds(21));

  v1::Session next;
  ASSERT_TRUE(Eventually([&] {
    next = *Service().Get(id);
    return next.state() == v1::STATE_OFFERED &&
           next.offer_id() != offered.offer_id();
  }));
  EXPECT_EQ(next.queue_time().nanos(), offered.queue_time().nanos());
  EXPECT_EQ(Reason(AgentNamed("a2").Accept(next.offer_id())), "");
  const auto late = first.Accept(offered.offer_id());
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().reason, "OFFER_NOT_PENDING");
  EXPECT_EQ(late.error().metadata.at("state"), "TIMED_OUT");
}

TEST_F(RoutingTest, TakesTheOfferBackWhenTheAgentLeaves) {
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  const auto id = Waiting();
  AwaitState(id, v1::STATE_OFFERED);

  const auto left = agent.Presence(v1::PRESENCE_OFFLINE);

  ASSERT_EQ(Reason(left), "");
  EXPECT_EQ(left->presence(), v1::PRESENCE_OFFLINE);
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_QUEUED);
  EXPECT_EQ(OfferStates(id),
            (std::vector{v1::OFFER_STATE_PENDING, v1::OFFER_STATE_RESCINDED}));
}

TEST_F(RoutingTest, FreesTheAgentWhenTheCustomerLeavesBeforeTheyAccept) {
  auto agent = AgentNamed("a1");
  ASSERT_EQ(Reason(agent.Presence(v1::PRESENCE_AVAILABLE)), "");
  const auto id = Waiting();
  const auto offered = AwaitState(id, v1::STATE_OFFERED);

  ASSERT_EQ(Reason(Customer("c1").End(id)), "");

  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_ABANDONED);
  EXPECT_EQ(Reason(agent.Accept(offered.offer_id())), "OFFER_NOT_PENDING");
  EXPECT_EQ(Queues().queues(0).available_agent_count(), 1);
}

TEST_F(RoutingTest, ServesTheLongestWaitingAndTheLongestIdleFirst) {
  const auto first = Waiting();
  const auto second = Waiting();
  ASSERT_EQ(Reason(AgentNamed("a1").Presence(v1::PRESENCE_AVAILABLE)), "");
  AwaitState(first, v1::STATE_OFFERED);
  EXPECT_EQ(Service().Get(second)->state(), v1::STATE_QUEUED);
  ASSERT_EQ(Reason(AgentNamed("a2").Presence(v1::PRESENCE_AVAILABLE)), "");
  AwaitState(second, v1::STATE_OFFERED);
  ASSERT_EQ(Reason(AgentNamed("a3").Presence(v1::PRESENCE_AVAILABLE)), "");
  ASSERT_EQ(Reason(AgentNamed("a4").Presence(v1::PRESENCE_AVAILABLE)), "");

  const auto third = Waiting();

  const auto offered = AwaitState(third, v1::STATE_OFFERED);
  EXPECT_EQ(Reason(AgentNamed("a4").Accept(offered.offer_id())),
            "OFFER_NOT_FOUND");
  EXPECT_EQ(Reason(AgentNamed("a3").Accept(offered.offer_id())), "");
}

TEST_F(RoutingTest, OffersNobodyAContactOfAQueueTheyDoNotTakeFrom) {
  ASSERT_EQ(
      Reason(AgentNamed("a1").Presence(v1::PRESENCE_AVAILABLE, {"retention"})),
      "");
  const auto billing = Waiting("billing");
  const auto retention = Waiting("retention");

  AwaitState(retention, v1::STATE_OFFERED);

  EXPECT_EQ(Service().Get(billing)->state(), v1::STATE_QUEUED);
}

TEST_F(RoutingTest, RepeatsNothingThatIsAskedTwice) {
  auto agent = AgentNamed("a1");
  const auto id = Connected(agent);
  const auto offer = Service().Log(id);
  const int after_accept = Service().Get(id)->last_seq();
  std::string offer_id;
  for (const auto& event : offer) {
    if (event.has_offer_changed()) offer_id = event.offer_changed().offer_id();
  }

  EXPECT_EQ(Reason(agent.Accept(offer_id)), "");
  EXPECT_EQ(Service().Get(id)->last_seq(), after_accept);
  ASSERT_EQ(Reason(agent.End(id, v1::END_REASON_AGENT_ENDED)), "");
  const auto again = Service().End(id, v1::END_REASON_LINE_FAILURE);
  EXPECT_EQ(again->end_reason(), v1::END_REASON_AGENT_ENDED);
  ASSERT_EQ(Reason(agent.WrapUp(id, "w1")), "");
  EXPECT_EQ(Reason(agent.WrapUp(id, "w1")), "");
  EXPECT_EQ(Reason(agent.WrapUp(id, "w2")), "WRONG_STATE");
}

TEST_F(RoutingTest, LetsASupervisorEndAndGiveBackWhatTheyTook) {
  auto supervisor = As(Role::kSupervisor, "s1");
  const auto first = Connected(supervisor);
  EXPECT_EQ(Reason(supervisor.ReturnToBot(first)), "");
  const auto second = Connected(supervisor);
  EXPECT_EQ(Reason(AgentNamed("a1").End(second, v1::END_REASON_AGENT_ENDED)),
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(supervisor.End(second, v1::END_REASON_AGENT_ENDED)), "");
  EXPECT_EQ(Reason(supervisor.WrapUp(second)), "");
}

TEST_F(RoutingTest, TakesNoMoreOfAChatThatItsAgentHasEnded) {
  auto agent = AgentNamed("a1");
  const auto id = Connected(agent);
  ASSERT_EQ(Reason(agent.End(id, v1::END_REASON_AGENT_ENDED)), "");

  EXPECT_EQ(Reason(Service().Say(id, v1::SPEAKER_CUSTOMER, "wait")),
            "SESSION_CLOSED");
}

TEST_F(RoutingTest, TakesTheLastWordsOfACallAfterItsEnd) {
  v1::StartSessionRequest request;
  request.set_request_id(NewUuid());
  request.set_channel(v1::CHANNEL_VOICE);
  request.set_customer_id("c1");
  request.set_agent_id("a1");
  const auto call =
      Service().Call(&v1::SessionService::Stub::StartSession, request);
  ASSERT_EQ(Reason(call), "");
  const auto id = call->session().session_id();
  ASSERT_EQ(Reason(Service().End(id, v1::END_REASON_CUSTOMER_LEFT)), "");

  EXPECT_EQ(Reason(Service().Say(id, v1::SPEAKER_CUSTOMER, "bye")), "");
}

TEST_F(RoutingTest, GivesAContactToTheAgentAnotherSystemChose) {
  const auto id = Service().Start().session_id();
  v1::RequestAgentRequest request;
  request.set_session_id(id);
  request.set_request_id("r1");
  request.set_agent_id("a9");
  const auto ask = &v1::SessionService::Stub::RequestAgent;
  EXPECT_EQ(Reason(Customer("c1").Call(ask, request)), "INVALID_FIELD");

  const auto given = Service().Call(ask, request);

  ASSERT_EQ(Reason(given), "");
  EXPECT_EQ(given->session().state(), v1::STATE_CONNECTED);
  EXPECT_EQ(given->session().agent_id(), "a9");
  EXPECT_EQ(given->session().floor().owner(), v1::FLOOR_OWNER_AGENT);
  EXPECT_FALSE(given->session().has_queue_time());
  EXPECT_EQ(Reason(Service().Call(ask, request)), "");
  request.set_request_id("r2");
  EXPECT_EQ(Reason(Service().Call(ask, request)), "WRONG_STATE");
}

TEST_F(RoutingTest, KeepsNoBriefOfAnEarlierHandOver) {
  const auto id = Service().Start().session_id();
  v1::RequestAgentRequest request;
  request.set_session_id(id);
  request.set_request_id("r1");
  request.mutable_brief()->set_reason("POLICY_CANCELLATION");
  ASSERT_EQ(
      Reason(Service().Call(&v1::SessionService::Stub::RequestAgent, request)),
      "");
  ASSERT_TRUE(Service().Get(id)->has_brief());
  ASSERT_EQ(Reason(Service().ReturnToBot(id)), "");

  ASSERT_EQ(Reason(Customer("c1").RequestAgent(id)), "");

  EXPECT_FALSE(Service().Get(id)->has_brief());
}

TEST_F(RoutingTest, ReturnsToTheBotOnceEvenIfARetryComesLate) {
  const auto id = Service().Start().session_id();
  ASSERT_EQ(Reason(Service().RequestAgent(id, "r1")), "");
  ASSERT_EQ(Reason(Service().ReturnToBot(id, "b1")), "");

  const auto retry = Service().RequestAgent(id, "r1");

  ASSERT_EQ(Reason(retry), "");
  EXPECT_EQ(retry->state(), v1::STATE_SELF_SERVICE);
  EXPECT_EQ(retry->floor().owner(), v1::FLOOR_OWNER_BOT);
  EXPECT_EQ(retry->floor().epoch(), 3);
}

TEST_F(RoutingTest, RefusesToWrapUpWhatIsNotInWrapUpOrNotYours) {
  auto agent = AgentNamed("a1");
  const auto id = Connected(agent);

  EXPECT_EQ(Reason(agent.WrapUp(id)), "WRONG_STATE");
  ASSERT_EQ(Reason(agent.End(id, v1::END_REASON_AGENT_ENDED)), "");
  EXPECT_EQ(Reason(AgentNamed("a2").WrapUp(id)), "NOT_YOUR_CONTACT");
}

TEST_F(RoutingTest, ListsThePacksQueuesWithWhoWaitsAndWhoIsFree) {
  Waiting("billing");
  Waiting("billing");
  v1::ListQueuesRequest request;
  request.set_page_size(3);

  const auto page = Service().Call(&Routing::ListQueues, request);
  request.set_page_token(page->next_page_token());
  const auto rest = Service().Call(&Routing::ListQueues, request);

  ASSERT_EQ(page->queues_size(), 3);
  ASSERT_EQ(rest->queues_size(), 2);
  EXPECT_EQ(rest->queues(0).queue(), "billing");
  EXPECT_EQ(rest->queues(0).waiting_count(), 2);
  EXPECT_TRUE(rest->queues(0).has_longest_wait_duration());
  EXPECT_FALSE(page->queues(0).has_longest_wait_duration());
  EXPECT_EQ(rest->next_page_token(), "");
  EXPECT_FALSE(rest->queues(0).names().at("ko").empty());
}

// Two replicas route the same tenant: nobody gets two offers, no contact two
// agents.
TEST_F(RoutingTest, OffersEachContactOnceWithTwoInstances) {
  Instance other(TestDatabase::Get()->app_dsn());
  std::vector<std::string> ids;
  for (int i = 0; i < 12; ++i) ids.push_back(Waiting());
  for (int i = 0; i < 12; ++i) {
    ASSERT_EQ(Reason(AgentNamed("a" + std::to_string(i))
                         .Presence(v1::PRESENCE_AVAILABLE)),
              "");
  }

  for (const auto& id : ids) {
    AwaitState(id, v1::STATE_OFFERED);
    EXPECT_EQ(OfferStates(id).size(), 1U);
  }
}

}  // namespace
}  // namespace aicc::session
