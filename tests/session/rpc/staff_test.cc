// What the staff on a contact do with it: hold, transfer, participants,
// supervisors, wrap-up.

#include "tests/session/routing_fixture.h"

namespace aicc::session {
namespace {

class StaffTest : public RoutingFixture {
 protected:
  Result<v1::Session> TransferToQueue(Client client, const std::string& id,
                                      const std::string& queue) {
    v1::TransferRequest request;
    request.set_queue(queue);
    return Do(client, &Routing::Transfer, id, request);
  }
  Result<v1::Session> TransferToAgent(Client client, const std::string& id,
                                      const std::string& agent) {
    v1::TransferRequest request;
    request.set_agent_id(agent);
    return Do(client, &Routing::Transfer, id, request);
  }
  Result<v1::Session> Ask(Client client, const std::string& id,
                          const std::string& agent, v1::ParticipantRole role) {
    v1::AddParticipantRequest request;
    request.set_agent_id(agent);
    request.set_role(role);
    return Do(client, &Routing::AddParticipant, id, request);
  }
  Result<v1::Session> Remove(Client client, const std::string& id,
                             const std::string& agent) {
    v1::RemoveParticipantRequest request;
    request.set_agent_id(agent);
    return Do(client, &Routing::RemoveParticipant, id, request);
  }
  Result<v1::Session> Enter(Client client, const std::string& id,
                            v1::ParticipantRole role) {
    v1::JoinSessionRequest request;
    request.set_role(role);
    return Do(client, &Routing::JoinSession, id, request);
  }
};

TEST_F(StaffTest, HoldsAndResumesOnceAndTellsWhoAndWhy) {
  const auto id = Connected("a1");
  const int epoch = Service().Get(id)->floor().epoch();
  v1::HoldRequest hold;
  hold.set_request_id("h");
  hold.set_note("asks the warehouse");

  const auto held = Do(AgentNamed("a1"), &Routing::Hold, id, hold);
  const auto again = Do(AgentNamed("a1"), &Routing::Hold, id, hold);

  ASSERT_EQ(Reason(held), "");
  EXPECT_EQ(held->state(), v1::STATE_ON_HOLD);
  EXPECT_EQ(held->floor().owner(), v1::FLOOR_OWNER_NOBODY);
  EXPECT_EQ(again->last_seq(), held->last_seq());
  EXPECT_EQ(Reason(AgentNamed("a1").Say(id, v1::SPEAKER_AGENT, "x", epoch)),
            "FLOOR_CHANGED");
  const auto resumed =
      Do(AgentNamed("a1"), &Routing::Resume, id, v1::ResumeRequest());
  EXPECT_EQ(resumed->state(), v1::STATE_CONNECTED);
  EXPECT_EQ(resumed->floor().agent_id(), "a1");
  EXPECT_EQ(
      Reason(Do(AgentNamed("a1"), &Routing::Resume, id, v1::ResumeRequest())),
      "WRONG_STATE");
  v1::StateChanged told;
  for (const auto& event : Service().Log(id)) {
    if (event.state_changed().reason() == "HELD") told = event.state_changed();
  }
  EXPECT_EQ(told.by().id(), "a1");
  EXPECT_EQ(told.by().role(), common::v1::ROLE_AGENT);
  EXPECT_EQ(told.note(), "asks the warehouse");
}

TEST_F(StaffTest, TransfersToAQueueAndFreesTheAgent) {
  const auto id = Connected("a1");
  Configure("a2", {{"billing", 5}});
  Available("a2");

  const auto moved = TransferToQueue(AgentNamed("a1"), id, "billing");

  ASSERT_EQ(Reason(moved), "");
  EXPECT_EQ(moved->queue(), "billing");
  EXPECT_EQ(AcceptNext("a2")->session_id(), id);
  EXPECT_EQ(Agent("a1").session_ids_size(), 0);
  EXPECT_EQ(Service().Get(id)->agent_id(), "a2");
  EXPECT_EQ(Reason(AgentNamed("a1").End(id)), "NOT_YOUR_CONTACT");
}

TEST_F(StaffTest, TransfersToAnAgentAndToNobodyElseWhileTheyAreThere) {
  const auto id = Connected("a1");
  Connected("a2");
  Available("a3");

  ASSERT_EQ(Reason(TransferToAgent(AgentNamed("a1"), id, "a2")), "");

  // a2 is full, a1 and a3 are free: it waits.
  EXPECT_EQ(Service().Get(id)->target_agent_id(), "a2");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_QUEUED);
  ASSERT_EQ(Reason(AgentNamed("a2").Presence(v1::PRESENCE_AWAY)), "");
  EXPECT_EQ(AwaitState(id, v1::STATE_OFFERED).target_agent_id(), "a2");
  EXPECT_EQ(NextOffer("a3").session().session_id(), id);
}

TEST_F(StaffTest, TransfersWarmAfterAPrivateWord) {
  const auto id = Connected("a1");
  ASSERT_EQ(Reason(Do(AgentNamed("a1"), &Routing::Hold, id, v1::HoldRequest())),
            "");
  Join("a1", "a2", id, v1::PARTICIPANT_ROLE_CONSULT);
  EXPECT_EQ(Reason(Say(AgentNamed("a2"), id, "who is it?", v1::AUDIENCE_STAFF)),
            "");
  EXPECT_EQ(
      Reason(Say(AgentNamed("a1"), id, "김 고객님, 환불", v1::AUDIENCE_STAFF)),
      "");
  EXPECT_EQ(Reason(Say(AgentNamed("a2"), id, "hello", v1::AUDIENCE_EVERYONE)),
            "SPEAKER_NOT_ALLOWED");

  const auto taken = TransferToAgent(AgentNamed("a1"), id, "a2");

  ASSERT_EQ(Reason(taken), "");
  EXPECT_EQ(taken->state(), v1::STATE_CONNECTED);
  EXPECT_EQ(taken->agent_id(), "a2");
  EXPECT_EQ(taken->floor().agent_id(), "a2");
  EXPECT_EQ(taken->participants_size(), 0);
  EXPECT_EQ(Agent("a1").session_ids_size(), 0);
  EXPECT_EQ(Agent("a2").session_ids(0), id);
  // The customer has every seq, and nothing of the private word.
  int private_events = 0;
  int seq = 0;
  for (const auto& event : Customer().Log(id)) {
    EXPECT_EQ(event.seq(), ++seq);
    if (event.body_case() == v1::Event::BODY_NOT_SET) ++private_events;
    EXPECT_FALSE(event.has_utterance());
    EXPECT_EQ(event.state_changed().by().id().find("a1"), std::string::npos);
  }
  EXPECT_GE(private_events, 4);
}

TEST_F(StaffTest, ConfersWithEveryoneAndLetsTheGuestGo) {
  const auto id = Connected("a1");
  Join("a1", "a2", id, v1::PARTICIPANT_ROLE_CONSULT);
  EXPECT_EQ(Agent("a2").presence(), v1::PRESENCE_BUSY);

  const auto confers =
      Ask(AgentNamed("a1"), id, "a2", v1::PARTICIPANT_ROLE_CONFERENCE);

  ASSERT_EQ(Reason(confers), "");
  ASSERT_EQ(confers->participants_size(), 1);
  EXPECT_EQ(confers->participants(0).role(), v1::PARTICIPANT_ROLE_CONFERENCE);
  EXPECT_EQ(
      Reason(Say(AgentNamed("a2"), id, "안녕하세요", v1::AUDIENCE_EVERYONE)),
      "");
  EXPECT_EQ(Reason(Remove(AgentNamed("a3"), id, "a2")), "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(Remove(AgentNamed("a1"), id, "a2")), "");
  EXPECT_EQ(Reason(Remove(AgentNamed("a1"), id, "a2")),
            "PARTICIPANT_NOT_FOUND");
  EXPECT_EQ(Reason(Remove(AgentNamed("a1"), id, "a1")), "WRONG_STATE");
  EXPECT_EQ(Agent("a2").presence(), v1::PRESENCE_AVAILABLE);
  EXPECT_EQ(Reason(Say(AgentNamed("a2"), id, "more", v1::AUDIENCE_EVERYONE)),
            "NOT_YOUR_CONTACT");
}

TEST_F(StaffTest, TakesAnInvitationBack) {
  const auto id = Connected("a1");
  Available("a2");
  ASSERT_EQ(
      Reason(Ask(AgentNamed("a1"), id, "a2", v1::PARTICIPANT_ROLE_CONSULT)),
      "");
  const auto offer = NextOffer("a2");
  EXPECT_EQ(offer.role(), v1::PARTICIPANT_ROLE_CONSULT);
  EXPECT_EQ(
      Reason(Ask(AgentNamed("a1"), id, "a2", v1::PARTICIPANT_ROLE_CONSULT)),
      "INVITATION_OPEN");

  const auto after = Remove(AgentNamed("a1"), id, "");

  ASSERT_EQ(Reason(after), "");
  EXPECT_FALSE(after->has_invitation());
  EXPECT_EQ(Reason(AgentNamed("a2").Accept(offer.offer_id())),
            "OFFER_NOT_PENDING");
  EXPECT_EQ(Agent("a2").presence(), v1::PRESENCE_AVAILABLE);
}

TEST_F(StaffTest, ForgetsAnInvitationThatIsDeclined) {
  const auto id = Connected("a1");
  Available("a2");
  ASSERT_EQ(
      Reason(Ask(AgentNamed("a1"), id, "a2", v1::PARTICIPANT_ROLE_CONFERENCE)),
      "");

  ASSERT_EQ(Reason(AgentNamed("a2").Reject(NextOffer("a2").offer_id())), "");

  EXPECT_FALSE(Service().Get(id)->has_invitation());
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_CONNECTED);
  // To decline is not to leave the queue.
  EXPECT_EQ(Agent("a2").presence(), v1::PRESENCE_AVAILABLE);
}

TEST_F(StaffTest, AsksAnybodyOfAQueue) {
  const auto id = Connected("a1");
  Configure("a2", {{"billing", 3}});
  Available("a2");
  v1::AddParticipantRequest request;
  request.set_queue("billing");
  request.set_role(v1::PARTICIPANT_ROLE_CONSULT);

  ASSERT_EQ(Reason(Do(AgentNamed("a1"), &Routing::AddParticipant, id, request)),
            "");

  EXPECT_EQ(AcceptNext("a2")->participants(0).agent_id(), "a2");
}

TEST_F(StaffTest, LetsSupervisorsInByEachPermission) {
  const auto id = Connected("a1");
  const auto monitor = static_cast<unsigned>(Permission::kMonitor);
  EXPECT_EQ(Reason(Enter(Supervisor(0), id, v1::PARTICIPANT_ROLE_MONITOR)),
            "PERMISSION_MISSING");
  const auto refused =
      Enter(Supervisor(monitor), id, v1::PARTICIPANT_ROLE_WHISPER);
  ASSERT_EQ(Reason(refused), "PERMISSION_MISSING");
  EXPECT_EQ(refused.error().metadata.at("permission"), "WHISPER");
  EXPECT_EQ(
      Reason(Enter(Supervisor(monitor), id, v1::PARTICIPANT_ROLE_CONSULT)),
      "INVALID_FIELD");
  EXPECT_EQ(Reason(Enter(AgentNamed("a2"), id, v1::PARTICIPANT_ROLE_MONITOR)),
            "ROLE_NOT_ALLOWED");

  ASSERT_EQ(
      Reason(Enter(Supervisor(monitor), id, v1::PARTICIPANT_ROLE_MONITOR)), "");

  // Nobody but supervisors sees who monitors, and they say nothing.
  EXPECT_EQ(Service().Get(id)->participants_size(), 1);
  EXPECT_EQ(AgentNamed("a1").Get(id)->participants_size(), 0);
  EXPECT_EQ(Reason(Say(Supervisor(), id, "psst", v1::AUDIENCE_STAFF)),
            "SPEAKER_NOT_ALLOWED");
}

TEST_F(StaffTest, WhispersToTheAgentAndBargesInToAll) {
  const auto id = Connected("a1");
  ASSERT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_WHISPER)), "");
  EXPECT_EQ(
      Reason(Say(Supervisor(), id, "할인을 제안하세요", v1::AUDIENCE_STAFF)),
      "");
  EXPECT_EQ(Reason(Say(Supervisor(), id, "hello", v1::AUDIENCE_EVERYONE)),
            "SPEAKER_NOT_ALLOWED");

  ASSERT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_BARGE)), "");

  EXPECT_EQ(
      Reason(Say(Supervisor(), id, "supervisor here", v1::AUDIENCE_EVERYONE)),
      "");
  const auto log = Customer().Log(id);
  EXPECT_EQ(log.back().utterance().text(), "supervisor here");
  for (const auto& event : log) {
    EXPECT_NE(event.utterance().text(), "할인을 제안하세요");
  }
  EXPECT_EQ(AgentNamed("a1").Get(id)->participants_size(), 1);
  EXPECT_EQ(Reason(Remove(AgentNamed("a1"), id, "sup")), "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(Remove(Supervisor(), id, "sup")), "");
  EXPECT_EQ(Service().Get(id)->participants_size(), 0);
}

TEST_F(StaffTest, HidesFromWhoFollowsLiveWhatAReplayHides) {
  const auto id = Connected("a1");
  const auto follow = [&](Client client, grpc::ClientContext* context) {
    client.Authorize(context);
    v1::WatchSessionRequest request;
    request.set_session_id(id);
    return instance_->sessions().WatchSession(context, request);
  };
  const int before = Service().Get(id)->last_seq();
  grpc::ClientContext of_customer;
  grpc::ClientContext of_agent;
  const auto customer = follow(Customer(), &of_customer);
  const auto agent = follow(AgentNamed("a1"), &of_agent);
  v1::WatchSessionResponse response;
  for (int seq = 0; seq < before; ++seq) {
    ASSERT_TRUE(customer->Read(&response));
    ASSERT_TRUE(agent->Read(&response));
  }

  ASSERT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_MONITOR)), "");
  ASSERT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_WHISPER)), "");
  ASSERT_EQ(Reason(Say(Supervisor(), id, "psst", v1::AUDIENCE_STAFF)), "");
  ASSERT_EQ(Reason(Say(AgentNamed("a1"), id, "hi", v1::AUDIENCE_EVERYONE)), "");

  for (int seq = before + 1; seq <= before + 4; ++seq) {
    ASSERT_TRUE(customer->Read(&response));
    EXPECT_EQ(response.event().seq(), seq);
    EXPECT_EQ(response.event().utterance().text(),
              seq == before + 4 ? "hi" : "");
    EXPECT_FALSE(response.event().has_participant_changed());
    ASSERT_TRUE(agent->Read(&response));
    // The first tells of who monitors, the second of who whispers.
    EXPECT_EQ(response.event().has_participant_changed(), seq == before + 2);
  }
  of_customer.TryCancel();
  of_agent.TryCancel();
  (void)customer->Finish();
  (void)agent->Finish();
}

TEST_F(StaffTest, DoesNotTellAnAgentWhoMonitors) {
  const auto id = Connected("a1");
  ASSERT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_MONITOR)), "");

  EXPECT_EQ(Reason(Remove(AgentNamed("a1"), id, "sup")),
            Reason(Remove(AgentNamed("a1"), id, "nobody")));
}

TEST_F(StaffTest, KeepsAnInvitationWhenAColleagueChangesRole) {
  const auto id = Connected("a1");
  Join("a1", "a2", id, v1::PARTICIPANT_ROLE_CONSULT);
  Connected("a3");  // And so not free.
  ASSERT_EQ(
      Reason(Ask(AgentNamed("a1"), id, "a3", v1::PARTICIPANT_ROLE_CONSULT)),
      "");

  const auto changed =
      Ask(AgentNamed("a1"), id, "a2", v1::PARTICIPANT_ROLE_CONFERENCE);

  EXPECT_EQ(changed->invitation().agent_id(), "a3");
}

TEST_F(StaffTest, LeavesAContactToWhomAnotherSystemGaveItTo) {
  Configure("a1", {});
  const auto id = Started();
  v1::RequestAgentRequest request;
  request.set_session_id(id);
  request.set_request_id("r");
  request.set_agent_id("a1");
  ASSERT_EQ(
      Reason(Service().Call(&v1::SessionService::Stub::RequestAgent, request)),
      "");
  instance_->clock().Step(std::chrono::hours(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));

  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_CONNECTED);
  // Handed on, it waits where somebody sees it.
  Available("a2");
  const auto moved = TransferToAgent(Service(), id, "a2");
  EXPECT_EQ(moved->queue(), "general");
}

TEST_F(StaffTest, DoesNotGiveATransferBackToWhoMadeIt) {
  const auto first = Connected("a1", "general", "kim");
  ASSERT_EQ(Reason(AgentNamed("a1").End(first, v1::END_REASON_AGENT_ENDED)),
            "");
  ASSERT_EQ(Reason(AgentNamed("a1").WrapUp(first)), "");
  const auto id = Connected("a1", "general", "kim");
  Available("a2");

  ASSERT_EQ(Reason(TransferToQueue(AgentNamed("a1"), id, "general")), "");

  EXPECT_EQ(NextOffer("a2").session().session_id(), id);
}

TEST_F(StaffTest, RefusesATargetWithoutCapacityOnTheChannel) {
  const auto id = Connected("a1");
  v1::ConfigureAgentRequest request;
  request.set_agent_id("a2");
  request.set_chat_capacity(0);
  ASSERT_EQ(Reason(Service().Call(&Routing::ConfigureAgent, request)), "");
  Available("a2");

  EXPECT_EQ(Reason(TransferToAgent(AgentNamed("a1"), id, "a2")),
            "AGENT_NOT_AVAILABLE");
}

TEST_F(StaffTest, SendsEveryoneAwayAtTheEnd) {
  const auto id = Connected("a1");
  Join("a1", "a2", id, v1::PARTICIPANT_ROLE_CONFERENCE);
  ASSERT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_MONITOR)), "");

  const auto ended = Customer().End(id);

  EXPECT_EQ(ended->state(), v1::STATE_WRAP_UP);
  EXPECT_EQ(Service().Get(id)->participants_size(), 0);
  EXPECT_EQ(Agent("a2").presence(), v1::PRESENCE_AVAILABLE);
  EXPECT_EQ(Agent("a1").presence(), v1::PRESENCE_WRAP_UP);
}

TEST_F(StaffTest, EndsWrapUpAtItsLimit) {
  const auto id = Connected("a1", "quick");
  const auto ended = AgentNamed("a1").End(id, v1::END_REASON_AGENT_ENDED);
  ASSERT_TRUE(ended->has_wrap_up_expire_time());

  instance_->clock().Step(std::chrono::seconds(59));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(Service().Get(id)->state(), v1::STATE_WRAP_UP);
  instance_->clock().Step(std::chrono::seconds(2));

  const auto closed = AwaitState(id, v1::STATE_CLOSED);
  EXPECT_EQ(closed.disposition(), "");
  EXPECT_EQ(Reasons(id).back(), "WRAP_UP_TIMED_OUT");
  EXPECT_EQ(Agent("a1").session_ids_size(), 0);
  EXPECT_EQ(Reason(AgentNamed("a1").WrapUp(id)), "WRONG_STATE");
}

TEST_F(StaffTest, RefusesTargetsThatCannotTakeIt) {
  const auto id = Connected("a1");
  ASSERT_EQ(Reason(AgentNamed("a2").Presence(v1::PRESENCE_AWAY)), "");
  const int before = Service().Get(id)->last_seq();

  EXPECT_EQ(Reason(TransferToQueue(AgentNamed("a1"), id, "nowhere")),
            "QUEUE_NOT_FOUND");
  EXPECT_EQ(Reason(TransferToQueue(AgentNamed("a1"), id, "shut")),
            "QUEUE_CLOSED");
  EXPECT_EQ(Reason(TransferToAgent(AgentNamed("a1"), id, "nobody")),
            "AGENT_NOT_FOUND");
  const auto away = TransferToAgent(AgentNamed("a1"), id, "a2");
  ASSERT_EQ(Reason(away), "AGENT_NOT_AVAILABLE");
  EXPECT_EQ(away.error().metadata.at("presence"), "AWAY");
  EXPECT_EQ(Reason(TransferToAgent(AgentNamed("a1"), id, "a1")),
            "INVALID_FIELD");
  EXPECT_EQ(Reason(Do(AgentNamed("a1"), &Routing::Transfer, id,
                      v1::TransferRequest())),
            "INVALID_FIELD");
  // Everybody who takes from it has gone home.
  ASSERT_EQ(Reason(AgentNamed("a2").Presence(v1::PRESENCE_OFFLINE)), "");
  ASSERT_EQ(Reason(AgentNamed("a1").Presence(v1::PRESENCE_OFFLINE)), "");
  EXPECT_EQ(Reason(TransferToQueue(AgentNamed("a1"), id, "billing")),
            "QUEUE_UNSTAFFED");
  EXPECT_EQ(Service().Get(id)->last_seq(), before);
}

TEST_F(StaffTest, RefusesEveryVerbToWhoDoesNotHaveTheContact) {
  const auto id = Connected("a1");
  Available("a2");
  const int before = Service().Get(id)->last_seq();
  auto other = AgentNamed("a2");

  EXPECT_EQ(Reason(Do(other, &Routing::Hold, id, v1::HoldRequest())),
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(Do(other, &Routing::Resume, id, v1::ResumeRequest())),
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(TransferToQueue(other, id, "general")), "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(TransferToAgent(other, id, "a2")), "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(Ask(other, id, "a2", v1::PARTICIPANT_ROLE_CONSULT)),
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(Remove(other, id, "")), "NOT_YOUR_CONTACT");
  EXPECT_EQ(Reason(Remove(other, id, "a1")), "NOT_YOUR_CONTACT");
  // Another tenant's do not know it.
  Client stranger(*instance_, {"other", "a1", Role::kAgent});
  EXPECT_EQ(Reason(Do(stranger, &Routing::Hold, id, v1::HoldRequest())),
            "SESSION_NOT_FOUND");
  EXPECT_EQ(Service().Get(id)->last_seq(), before);
}

TEST_F(StaffTest, RefusesEveryVerbInEveryStateThatDoesNotAllowIt) {
  const auto self_service = Started();
  const auto closed = Started();
  ASSERT_EQ(Reason(Service().End(closed)), "");
  const auto abandoned = Waiting();
  ASSERT_EQ(Reason(Service().End(abandoned)), "");
  const auto queued = Waiting();
  for (const auto& id : {self_service, closed, abandoned, queued}) {
    const int before = Service().Get(id)->last_seq();
    EXPECT_EQ(Reason(Do(Service(), &Routing::Hold, id, v1::HoldRequest())),
              "WRONG_STATE");
    EXPECT_EQ(Reason(Do(Service(), &Routing::Resume, id, v1::ResumeRequest())),
              "WRONG_STATE");
    EXPECT_EQ(Reason(TransferToQueue(Service(), id, "general")), "WRONG_STATE");
    EXPECT_EQ(Reason(TransferToAgent(Service(), id, "a9")), "WRONG_STATE");
    EXPECT_EQ(Reason(Ask(Service(), id, "a9", v1::PARTICIPANT_ROLE_CONSULT)),
              "WRONG_STATE");
    EXPECT_EQ(Reason(Enter(Supervisor(), id, v1::PARTICIPANT_ROLE_MONITOR)),
              "WRONG_STATE");
    EXPECT_EQ(Reason(Remove(Service(), id, "")), "PARTICIPANT_NOT_FOUND");
    EXPECT_EQ(Reason(Service().WrapUp(id)), "WRONG_STATE");
    EXPECT_EQ(Service().Get(id)->last_seq(), before);
  }
}

}  // namespace
}  // namespace aicc::session
