// Who gets which contact: queues, hours, skills, capacity, presence.

#include "tests/session/routing_fixture.h"

namespace aicc::session {
namespace {

class ChoiceTest : public RoutingFixture {
 protected:
  v1::Queue Queue(const std::string& name) {
    const auto all =
        Service().Call(&Routing::ListQueues, v1::ListQueuesRequest());
    for (const auto& queue : all->queues()) {
      if (queue.queue() == name) return queue;
    }
    return {};
  }
  v1::OfferChanged LastOffer(const std::string& id) {
    v1::OfferChanged last;
    for (const auto& event : Service().Log(id)) {
      if (event.has_offer_changed()) last = event.offer_changed();
    }
    return last;
  }
};

TEST_F(ChoiceTest, OffersTheGreaterPriorityFirst) {
  const auto normal = Waiting("general");
  const auto urgent = Waiting("billing");
  Configure("a1", {{"billing", 3}});

  Available("a1");

  EXPECT_EQ(NextOffer("a1").session().session_id(), urgent);
  EXPECT_EQ(Service().Get(normal)->state(), v1::STATE_QUEUED);
  EXPECT_EQ(Service().Get(urgent)->priority(), 5);
}

TEST_F(ChoiceTest, NeedsTheSkillsUntilTheWaitRelaxesThem) {
  Configure("weak", {{"billing", 2}});
  Available("weak");
  const auto id = Waiting("billing");
  // Nobody can take it: others behind it are not held up.
  const auto next = Waiting("general");
  EXPECT_EQ(NextOffer("weak").session().session_id(), next);
  ASSERT_EQ(Reason(AcceptNext("weak")), "");
  ASSERT_EQ(Reason(AgentNamed("weak").End(next, v1::END_REASON_AGENT_ENDED)),
            "");
  ASSERT_EQ(Reason(AgentNamed("weak").WrapUp(next)), "");
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_QUEUED);

  instance_->clock().Step(std::chrono::seconds(31));

  EXPECT_EQ(NextOffer("weak").session().session_id(), id);
  EXPECT_EQ(LastOffer(id).relaxed_levels(), 1);
  EXPECT_EQ(LastOffer(id).choice(), "LONGEST_IDLE");
}

TEST_F(ChoiceTest, AsksForTheSkillsOfAContactToo) {
  Configure("a1", {});
  Configure("a2", {{"english", 4}});
  Available("a1");
  Available("a2");
  v1::RequestAgentRequest request;
  request.set_session_id(Started());
  request.set_request_id("r");
  (*request.mutable_required_skills())["english"] = 4;
  ASSERT_EQ(
      Reason(Service().Call(&v1::SessionService::Stub::RequestAgent, request)),
      "");

  EXPECT_EQ(NextOffer("a2").session().session_id(), request.session_id());
}

TEST_F(ChoiceTest, GivesAReturningCustomerToTheAgentTheyHad) {
  const auto first = Connected("a1", "general", "kim");
  ASSERT_EQ(Reason(AgentNamed("a1").End(first, v1::END_REASON_AGENT_ENDED)),
            "");
  Available("a2");  // Idle for longer than a1 will be.
  ASSERT_EQ(Reason(AgentNamed("a1").WrapUp(first)), "");

  const auto again = Waiting("general", "kim");

  EXPECT_EQ(NextOffer("a1").session().session_id(), again);
  EXPECT_EQ(LastOffer(again).choice(), "PREFERRED");
}

TEST_F(ChoiceTest, GivesAnAgentAsManyChatsAsTheyCanTake) {
  Configure("a1", {}, 2);
  Available("a1");
  const auto one = Waiting();
  const auto two = Waiting();
  const auto three = Waiting();

  EXPECT_EQ(AcceptNext("a1")->session_id(), one);
  EXPECT_EQ(AcceptNext("a1")->session_id(), two);

  EXPECT_EQ(Agent("a1").session_ids_size(), 2);
  EXPECT_EQ(Agent("a1").presence(), v1::PRESENCE_BUSY);
  EXPECT_EQ(Queue("general").available_agent_count(), 0);
  EXPECT_EQ(Service().Get(three)->state(), v1::STATE_QUEUED);
  ASSERT_EQ(Reason(AgentNamed("a1").End(one, v1::END_REASON_AGENT_ENDED)), "");
  ASSERT_EQ(Reason(AgentNamed("a1").WrapUp(one)), "");
  EXPECT_EQ(AcceptNext("a1")->session_id(), three);
}

TEST_F(ChoiceTest, GivesACallToWhoHasNothingElse) {
  Configure("a1", {}, 3);
  const auto chat = Connected("a1");
  const auto call = Waiting("general", "c2", v1::CHANNEL_VOICE);
  Available("a2");

  EXPECT_EQ(NextOffer("a2").session().session_id(), call);
  EXPECT_EQ(Agent("a1").session_ids_size(), 1);
  EXPECT_EQ(Agent("a1").session_ids(0), chat);
}

TEST_F(ChoiceTest, ClosesAQueueOutOfItsHours) {
  const auto id = Started();

  const auto refused = Service().RequestAgent(id, "r", "shut");

  ASSERT_EQ(Reason(refused), "QUEUE_CLOSED");
  EXPECT_EQ(refused.error().metadata.at("queue"), "shut");
  EXPECT_TRUE(refused.error().metadata.at("opensAt").ends_with("Z"));
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_SELF_SERVICE);
  EXPECT_FALSE(Queue("shut").open());
  const auto opens = Queue("shut").open_time().seconds();
  const auto now =
      instance_->clock().Now().time_since_epoch() / std::chrono::seconds(1);
  EXPECT_GT(opens, now);
  EXPECT_LE(opens, now + 2 * 86'400);
  instance_->clock().Step(std::chrono::seconds(opens - now + 1));
  EXPECT_TRUE(Queue("shut").open());
  EXPECT_EQ(Reason(Service().RequestAgent(id, "r", "shut")), "");
}

TEST_F(ChoiceTest, LetsAnAgentGoWhoIsNotHeardOf) {
  Available("a1");
  const auto offered = Waiting();
  const auto before = AwaitState(offered, v1::STATE_OFFERED);
  // Longer than an offer may take, so that it is the agent who is missed.
  for (int i = 0; i < 4; ++i) {
    instance_->clock().Step(std::chrono::seconds(16));
    const auto beat =
        AgentNamed("a2").Call(&Routing::Heartbeat, v1::HeartbeatRequest());
    EXPECT_EQ(Reason(beat), "AGENT_NOT_FOUND");
  }

  ASSERT_TRUE(Eventually(
      [&] { return Agent("a1").presence() == v1::PRESENCE_OFFLINE; }));
  const auto back = Service().Get(offered);
  EXPECT_EQ(back->state(), v1::STATE_QUEUED);
  EXPECT_EQ(back->queue_time().nanos(), before.queue_time().nanos());
}

TEST_F(ChoiceTest, KeepsAnAgentWhoBeats) {
  Available("a1");
  for (int i = 0; i < 4; ++i) {
    instance_->clock().Step(std::chrono::seconds(40));
    const auto beat =
        AgentNamed("a1").Call(&Routing::Heartbeat, v1::HeartbeatRequest());
    ASSERT_EQ(Reason(beat), "");
    EXPECT_EQ(beat->agent().presence(), v1::PRESENCE_AVAILABLE);
  }
}

TEST_F(ChoiceTest, PutsTheContactsOfALostAgentBackAtTheirPlace) {
  const auto id = Connected("a1");
  const auto had = Service().Get(id);
  ASSERT_EQ(Reason(Do(AgentNamed("a1"), &Routing::Hold, id, v1::HoldRequest())),
            "");

  instance_->clock().Step(std::chrono::seconds(100));
  ASSERT_TRUE(Eventually([&] {
    return Agent("a1").session_ids_size() == 1 &&
           Agent("a1").presence() == v1::PRESENCE_BUSY;
  }));
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_ON_HOLD);
  instance_->clock().Step(std::chrono::seconds(300));

  const auto back = AwaitState(id, v1::STATE_QUEUED);
  EXPECT_EQ(back.queue_time().seconds(), had->queue_time().seconds());
  EXPECT_EQ(back.floor().owner(), v1::FLOOR_OWNER_NOBODY);
  EXPECT_EQ(Reasons(id).back(), "AGENT_LOST");
  EXPECT_EQ(Agent("a1").session_ids_size(), 0);
}

TEST_F(ChoiceTest, RefusesSettingsThatMakeNoSense) {
  v1::ConfigureAgentRequest request;
  request.set_agent_id("a1");
  request.set_chat_capacity(0);
  request.set_voice_capacity(0);
  const auto nothing = Service().Call(&Routing::ConfigureAgent, request);
  EXPECT_EQ(Reason(nothing), "INVALID_FIELD");
  EXPECT_EQ(nothing.error().metadata.at("field"), "chat_capacity");
  EXPECT_EQ(Agent("a1").agent_id(), "");

  request.set_chat_capacity(21);
  EXPECT_EQ(Reason(Service().Call(&Routing::ConfigureAgent, request)),
            "INVALID_FIELD");
  request.set_chat_capacity(1);
  (*request.mutable_skills()->mutable_levels())["juggling"] = 1;
  EXPECT_EQ(Reason(Service().Call(&Routing::ConfigureAgent, request)),
            "SKILL_NOT_FOUND");
  (*request.mutable_skills()->mutable_levels()).clear();
  (*request.mutable_skills()->mutable_levels())["english"] = 6;
  EXPECT_EQ(Reason(Service().Call(&Routing::ConfigureAgent, request)),
            "INVALID_FIELD");
  request.mutable_skills()->clear_levels();
  request.add_queues("nowhere");
  EXPECT_EQ(Reason(Service().Call(&Routing::ConfigureAgent, request)),
            "QUEUE_NOT_FOUND");
}

TEST_F(ChoiceTest, RefusesWhatACustomerMayNotAskFor) {
  v1::RequestAgentRequest request;
  request.set_session_id(Started());
  request.set_request_id("r");
  request.set_priority(9);
  const auto ask = [&](Client client) {
    return Reason(
        client.Call(&v1::SessionService::Stub::RequestAgent, request));
  };
  EXPECT_EQ(ask(Customer()), "INVALID_FIELD");
  request.set_priority(10);
  EXPECT_EQ(ask(Service()), "INVALID_FIELD");
  request.set_priority(9);
  (*request.mutable_required_skills())["juggling"] = 1;
  EXPECT_EQ(ask(Service()), "SKILL_NOT_FOUND");
  request.clear_required_skills();
  EXPECT_EQ(ask(Service()), "");
  EXPECT_EQ(Service().Get(request.session_id())->priority(), 9);
}

TEST_F(ChoiceTest, ListsAgentsByPages) {
  for (const char* id : {"b", "a", "c"}) Configure(id, {});
  v1::ListAgentsRequest request;
  request.set_page_size(2);
  const auto first = Service().Call(&Routing::ListAgents, request);
  ASSERT_EQ(first->agents_size(), 2);
  EXPECT_EQ(first->agents(1).agent_id(), "b");
  request.set_page_token(first->next_page_token());
  const auto second = Service().Call(&Routing::ListAgents, request);
  ASSERT_EQ(second->agents_size(), 1);
  EXPECT_EQ(second->agents(0).agent_id(), "c");
  EXPECT_EQ(second->next_page_token(), "");
  request.set_page_token("x");
  EXPECT_EQ(Reason(Service().Call(&Routing::ListAgents, request)),
            "BAD_PAGE_TOKEN");
}

TEST_F(ChoiceTest, ShowsTheQueuesAsTheyChange) {
  grpc::ClientContext context;
  Supervisor().Authorize(&context);
  const auto reader =
      instance_->routing().WatchQueues(&context, v1::WatchQueuesRequest());
  v1::WatchQueuesResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.queues(0).waiting_count(), 0);

  Waiting();

  while (response.queues(0).waiting_count() == 0) {
    ASSERT_TRUE(reader->Read(&response));
  }
  EXPECT_EQ(response.queues(0).waiting_count(), 1);
  context.TryCancel();
  (void)reader->Finish();
}

}  // namespace
}  // namespace aicc::session
