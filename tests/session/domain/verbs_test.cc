#include "services/session/domain/verbs.h"

#include <gtest/gtest.h>

#include "services/session/domain/offers.h"
#include "services/session/domain/state_table.h"
#include "tests/session/domain/at.h"

namespace aicc::session {
namespace {

const Caller kService{"t", "chatbot", Role::kService};
const Caller kAgent1{"t", "a1", Role::kAgent};
const Caller kAgent2{"t", "a2", Role::kAgent};
const Caller kOwner{"t", "c1", Role::kCustomer};
const Caller kStranger{"t", "c2", Role::kCustomer};

QueueEntry Entry(std::string queue, std::string reason, std::string brief) {
  QueueEntry entry;
  entry.queue = std::move(queue);
  entry.reason = std::move(reason);
  entry.brief = std::move(brief);
  return entry;
}

// Without a limit to wrap-up.
Result<Change> EndSession(const Session& session, const Offer* open,
                          const Caller& caller, EndReason reason) {
  return session::EndSession(session, open, caller, reason, std::nullopt);
}

// A contact and its log, changed by verbs only.
class OneContact {
 public:
  OneContact() {
    session.id = "0192f0c1-0000-7000-8000-000000000001";
    session.customer_id = "c1";
    session.start_time = At(100);
    Do(Start(session), 100);
  }

  void Do(const Result<Change>& change, int time) {
    ASSERT_TRUE(change.has_value()) << change.error().reason;
    for (const EventBody& body : change->events) {
      log.push_back({session.last_seq + 1, "e", At(time), At(time), body});
      Apply(&session, log.back());
    }
    moved = change->agents;
  }
  void Queue(int time = 110) {
    Do(RequestAgent(session, kService, Entry("billing", "OUT_OF_SCOPE", "{}")),
       time);
  }
  void Offer(int time = 120) {
    offer = {"o1",           session.id,
             "a1",           OfferState::kPending,
             At(time + 20),  ParticipantRole::kNone,
             "LONGEST_IDLE", 0};
    Do(MakeOffer(session, offer), time);
  }
  void Connect(int time = 125) {
    Queue();
    Offer();
    Do(AcceptOffer(session, offer, At(time)), time);
    offer.state = OfferState::kAccepted;
  }

  Session session;
  aicc::session::Offer offer;
  std::vector<Event> log;
  std::vector<Change::Moved> moved;
};

TEST(Verbs, EnterAQueueWithTheBriefAndTakeTheFloorFromTheBot) {
  OneContact contact;

  contact.Queue(110);

  EXPECT_EQ(contact.session.state, State::kQueued);
  EXPECT_EQ(contact.session.queue, "billing");
  EXPECT_EQ(contact.session.brief, "{}");
  EXPECT_EQ(contact.session.queue_time, At(110));
  EXPECT_EQ(contact.session.floor, (Floor{FloorOwner::kNobody, 2, ""}));
}

TEST(Verbs, ChangeNothingWhenAnAgentIsAskedForAgain) {
  OneContact contact;
  contact.Queue();

  const auto again =
      RequestAgent(contact.session, kService, Entry("general", "X", ""));

  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->events.empty());
}

TEST(Verbs, ConnectWhoAccepts) {
  OneContact contact;

  contact.Connect(125);

  EXPECT_EQ(contact.session.state, State::kConnected);
  EXPECT_EQ(contact.session.agent_id, "a1");
  EXPECT_EQ(contact.session.connect_time, At(125));
  EXPECT_EQ(contact.session.floor, (Floor{FloorOwner::kAgent, 3, "a1"}));
  EXPECT_EQ(contact.session.offer_id, "");
}

TEST(Verbs, KeepThePlaceInTheQueueWhenAnOfferIsLost) {
  OneContact contact;
  contact.Queue(110);
  contact.Offer(120);

  contact.Do(LoseOffer(contact.session, contact.offer, OfferState::kTimedOut),
             140);

  EXPECT_EQ(contact.session.state, State::kQueued);
  EXPECT_EQ(contact.session.queue_time, At(110));
  EXPECT_EQ(contact.session.offer_id, "");
  ASSERT_EQ(contact.moved.size(), 1U);
  EXPECT_EQ(contact.moved[0].move, AgentMove::kAway);
}

TEST(Verbs, RefuseAnOfferThatHasRunOut) {
  OneContact contact;
  contact.Queue();
  contact.Offer(120);

  const auto late = AcceptOffer(contact.session, contact.offer, At(140));

  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().reason, "OFFER_NOT_PENDING");
  EXPECT_EQ(late.error().metadata.at("state"), "TIMED_OUT");
}

TEST(Verbs, RescindTheOfferWhenTheCustomerLeaves) {
  OneContact contact;
  contact.Queue();
  contact.Offer();

  contact.Do(EndSession(contact.session, &contact.offer, kOwner,
                        EndReason::kCustomerLeft),
             130);

  EXPECT_EQ(contact.session.state, State::kAbandoned);
  EXPECT_EQ(contact.session.offer_id, "");
  EXPECT_EQ(contact.session.close_time, At(130));
  ASSERT_EQ(contact.moved.size(), 1U);
  EXPECT_EQ(contact.moved[0].move, AgentMove::kFree);
}

TEST(Verbs, EndOnceWithTheFirstReason) {
  OneContact contact;
  contact.Connect();
  contact.Do(
      EndSession(contact.session, nullptr, kAgent1, EndReason::kAgentEnded),
      150);

  const auto again =
      EndSession(contact.session, nullptr, kService, EndReason::kLineFailure);

  EXPECT_TRUE(again->events.empty());
  EXPECT_EQ(contact.session.state, State::kWrapUp);
  EXPECT_EQ(contact.session.end_reason, EndReason::kAgentEnded);
  EXPECT_EQ(contact.session.end_time, At(150));
  EXPECT_EQ(contact.session.close_time, std::nullopt);
  EXPECT_EQ(contact.session.floor.owner, FloorOwner::kNobody);
}

TEST(Verbs, CloseAfterTheWrapUpAndKeepWhenTheConversationEnded) {
  OneContact contact;
  contact.Connect();
  contact.Do(
      EndSession(contact.session, nullptr, kAgent1, EndReason::kAgentEnded),
      150);

  contact.Do(CompleteWrapUp(contact.session, kAgent1, "RESOLVED", "n"), 180);

  EXPECT_EQ(contact.session.state, State::kClosed);
  EXPECT_EQ(contact.session.disposition, "RESOLVED");
  EXPECT_EQ(contact.session.end_time, At(150));
  EXPECT_EQ(contact.session.close_time, At(180));
  EXPECT_EQ(contact.session.end_reason, EndReason::kAgentEnded);
}

TEST(Verbs, LeaveOthersContactsAlone) {
  OneContact contact;
  contact.Connect();

  EXPECT_EQ(ReturnToBot(contact.session, nullptr, kAgent2).error().reason,
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(
      EndSession(contact.session, nullptr, kAgent2, EndReason::kAgentEnded)
          .error()
          .reason,
      "NOT_YOUR_CONTACT");
  EXPECT_EQ(CompleteWrapUp(contact.session, kAgent2, "D", "").error().reason,
            "NOT_YOUR_CONTACT");
  EXPECT_EQ(ReturnToBot(contact.session, nullptr, kStranger).error().reason,
            "SESSION_NOT_FOUND");
}

TEST(Verbs, FreeTheAgentWhenTheBotTakesOver) {
  OneContact contact;
  contact.Connect();

  contact.Do(ReturnToBot(contact.session, nullptr, kAgent1), 150);

  EXPECT_EQ(contact.session.state, State::kSelfService);
  EXPECT_EQ(contact.session.floor, (Floor{FloorOwner::kBot, 4, ""}));
  ASSERT_EQ(contact.moved.size(), 1U);
  EXPECT_EQ(contact.moved[0].move, AgentMove::kFree);
}

TEST(Verbs, CanBeToldAgainFromTheLogAlone) {
  OneContact contact;
  contact.Connect();
  contact.Do(
      EndSession(contact.session, nullptr, kAgent1, EndReason::kAgentEnded),
      150);
  contact.Do(CompleteWrapUp(contact.session, kAgent1, "RESOLVED", "n"), 180);

  Session told;
  told.id = contact.session.id;
  told.customer_id = contact.session.customer_id;
  for (const Event& event : contact.log) Apply(&told, event);

  EXPECT_EQ(told, contact.session);
}

}  // namespace
}  // namespace aicc::session
