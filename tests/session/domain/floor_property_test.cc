// Whatever bots, agents, supervisors, customers, the matcher and crashes do to
// a contact, in whatever order: one side has the floor, nobody speaks under an
// old epoch, the log has no gap and tells the contact again.

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "services/session/domain/access.h"
#include "services/session/domain/offers.h"
#include "services/session/domain/staff_verbs.h"
#include "services/session/domain/verbs.h"

namespace aicc::session {
namespace {

constexpr int kContacts = 2'000;
constexpr int kStepsEach = 60;

const Caller kBot{"t", "chatbot", Role::kService};
const Caller kCustomer{"t", "c1", Role::kCustomer};

Caller AgentNamed(int n) {
  return {"t", "a" + std::to_string(n), Role::kAgent};
}
Caller SupervisorNamed(int n) {
  return {"t", "s" + std::to_string(n), Role::kSupervisor, kAllPermissions};
}

class Life {
 public:
  explicit Life(unsigned seed) : random_(seed) {
    session_.id = "0192f0c1-0000-7000-8000-000000000001";
    session_.customer_id = "c1";
    session_.start_time = Now();
    Keep(Start(session_));
  }

  void Step() {
    ++now_;
    if (Pick(12) == 0) return Crash();
    switch (Pick(16)) {
      case 0:
        return Keep(RequestAgent(session_, Anyone(), Entry()));
      case 1:
        return Offer();
      case 2:
        return Answer();
      case 3:
        return Keep(Hold(session_, Anyone(), ""));
      case 4:
        return Keep(Resume(session_, Anyone()));
      case 5:
        return Keep(Transfer(session_, Open(), Anyone(), Entry()));
      case 6:
        return TransferToSomebody();
      case 7:
        return Keep(ReturnToBot(session_, Open(), Anyone()));
      case 8:
        return Invite();
      case 9:
        return Keep(RemoveParticipant(session_, Open(), Anyone(), Somebody()));
      case 10:
        return Keep(
            JoinSession(session_, SupervisorNamed(Pick(2)), Supervising()));
      case 11:
        return Keep(LoseAgent(session_, Open(), Somebody(), "general"));
      case 12:
        return FollowUpSometimes();
      case 13:
        return EndSometimes();
      default:
        return Speak();
    }
  }

  const std::vector<Event>& log() const { return log_; }
  bool over() const { return IsOver(session_.state); }

 private:
  int Pick(int n) { return std::uniform_int_distribution(0, n - 1)(random_); }
  TimePoint Now() const { return TimePoint(std::chrono::seconds(now_)); }

  Caller Anyone() {
    switch (Pick(6)) {
      case 0:
        return kBot;
      case 1:
        return kCustomer;
      case 2:
        return SupervisorNamed(Pick(2));
      default:
        return AgentNamed(Pick(3));
    }
  }
  std::string Somebody() { return "a" + std::to_string(Pick(3)); }
  ParticipantRole Supervising() {
    constexpr ParticipantRole kRoles[] = {ParticipantRole::kMonitor,
                                          ParticipantRole::kWhisper,
                                          ParticipantRole::kBarge};
    return kRoles[Pick(3)];
  }
  QueueEntry Entry() {
    QueueEntry entry;
    entry.queue = Pick(2) == 0 ? "general" : "billing";
    entry.reason = "X";
    entry.brief = "{}";
    if (Pick(4) == 0) entry.target_agent = Somebody();
    return entry;
  }
  const aicc::session::Offer* Open() {
    return session_.offer_id.empty() ? nullptr : &offer_;
  }

  void Offer() {
    const bool invited = session_.invitation && session_.offer_id.empty();
    if (!invited && session_.state != State::kQueued) return;
    offer_ = {"o" + std::to_string(now_),
              session_.id,
              Somebody(),
              OfferState::kPending,
              Now() + std::chrono::seconds(20),
              invited ? session_.invitation->role : ParticipantRole::kNone,
              "LONGEST_IDLE",
              0};
    Keep(MakeOffer(session_, offer_));
  }
  // The agent, or time, or an agent who has had other offers.
  void Answer() {
    constexpr OfferState kLost[] = {
        OfferState::kRejected, OfferState::kTimedOut, OfferState::kRescinded};
    if (Pick(3) > 0) return Keep(AcceptOffer(session_, offer_, Now()));
    Keep(LoseOffer(session_, offer_, kLost[Pick(3)]));
  }
  void TransferToSomebody() {
    Agent known;
    known.id = Somebody();
    known.wish = Presence::kAvailable;
    Keep(TransferTo(session_, Open(), Anyone(), known.id, &known, "",
                    "general"));
  }
  void Invite() {
    Agent known;
    known.id = Somebody();
    known.wish = Presence::kAvailable;
    Invitation asked{
        Pick(2) == 0 ? ParticipantRole::kConsult : ParticipantRole::kConference,
        "", known.id, Now()};
    if (Pick(3) == 0) asked = {asked.role, "billing", "", Now()};
    Keep(AddParticipant(session_, Anyone(), asked, &known, ""));
  }
  void FollowUpSometimes() {
    if (Pick(3) > 0) return;
    Keep(RequestFollowUp(session_, Open(), kCustomer,
                         {FollowUpKind::kMessage, "", Now()}, Entry(), "hi"));
  }
  void EndSometimes() {
    if (Pick(4) > 0) return;
    Keep(EndSession(session_, Open(), Anyone(), EndReason::kCustomerLeft,
                    Now() + std::chrono::seconds(3)));
    if (Pick(2) == 0) Keep(ExpireWrapUp(session_, Now()));
    if (Pick(2) == 0) Keep(CompleteWrapUp(session_, Anyone(), "D", ""));
  }

  // Somebody says what they wrote under an epoch that may be old by now.
  void Speak() {
    const Caller caller = Anyone();
    Utterance said;
    said.speaker = caller.role == Role::kService    ? Speaker::kBot
                   : caller.role == Role::kCustomer ? Speaker::kCustomer
                                                    : Speaker::kAgent;
    said.text = "x";
    const int old = Pick(3) == 0 ? Pick(3) : 0;
    said.floor_epoch = std::max(1, session_.floor.epoch - old);
    if (said.speaker == Speaker::kAgent && Pick(3) == 0) {
      said.audience = Audience::kStaff;
    }
    EventBody body = said;
    const Floor before = session_.floor;
    if (!MayAppend(caller, session_, &body)) return;
    Add(body);
    const auto& kept = std::get<Utterance>(log_.back().body);
    if (kept.speaker == Speaker::kCustomer) return;
    if (kept.audience == Audience::kStaff) {
      EXPECT_TRUE(IsWithAgent(session_.state));
      return;
    }
    EXPECT_EQ(kept.floor_epoch, before.epoch);
    EXPECT_EQ(before.owner, kept.speaker == Speaker::kBot ? FloorOwner::kBot
                                                          : FloorOwner::kAgent);
    EXPECT_NE(session_.state, State::kOnHold);
  }

  // A process dies between a decision and its commit, or just after it; another
  // reads the log, which is all there is.
  void Crash() {
    Session told;
    told.id = session_.id;
    told.customer_id = session_.customer_id;
    for (const Event& event : log_) Apply(&told, event);
    ASSERT_EQ(told, session_);
    session_ = told;
  }

  void Keep(const Result<Change>& change) {
    if (!change) return;
    for (const EventBody& body : change->events) Add(body);
    if (!change->events.empty()) Check();
  }
  void Add(const EventBody& body) {
    log_.push_back({session_.last_seq + 1, "e", Now(), Now(), body});
    if (const auto* offer = std::get_if<OfferChanged>(&body)) {
      if (offer->offer_id == offer_.id) offer_.state = offer->state;
    }
    Apply(&session_, log_.back());
  }

  // After every change that is saved as one.
  void Check() const {
    const Floor& floor = session_.floor;
    switch (session_.state) {
      case State::kSelfService:
        EXPECT_EQ(floor.owner, FloorOwner::kBot);
        break;
      case State::kConnected:
        EXPECT_EQ(floor.owner, FloorOwner::kAgent);
        EXPECT_EQ(floor.agent_id, session_.agent_id);
        EXPECT_NE(floor.agent_id, "");
        break;
      default:
        EXPECT_EQ(floor.owner, FloorOwner::kNobody);
    }
    EXPECT_LE(session_.participants.size(), kMaxParticipants);
    std::set<std::string> on_it;
    for (const Participant& p : session_.participants) on_it.insert(p.agent_id);
    EXPECT_EQ(on_it.size(), session_.participants.size());
    if (IsWithAgent(session_.state)) {
      EXPECT_FALSE(on_it.contains(session_.agent_id));
    } else {
      EXPECT_TRUE(on_it.empty());
      EXPECT_FALSE(session_.invitation.has_value());
    }
    if (session_.state == State::kOffered) EXPECT_NE(session_.offer_id, "");
    if (session_.state == State::kQueued) EXPECT_EQ(session_.offer_id, "");
  }

  std::mt19937 random_;
  int now_ = 100;
  Session session_;
  aicc::session::Offer offer_;
  std::vector<Event> log_;
};

TEST(FloorProperty, HoldsInEveryInterleaving) {
  int over = 0;
  for (int seed = 0; seed < kContacts && !testing::Test::HasFailure(); ++seed) {
    Life life(static_cast<unsigned>(seed));
    for (int i = 0; i < kStepsEach && !life.over(); ++i) life.Step();
    int epoch = 1;
    for (std::size_t i = 0; i < life.log().size(); ++i) {
      ASSERT_EQ(life.log()[i].seq, static_cast<int>(i) + 1);
      const auto* floor = std::get_if<FloorChanged>(&life.log()[i].body);
      if (floor != nullptr) ASSERT_EQ(floor->floor.epoch, ++epoch);
    }
    if (testing::Test::HasFailure()) ADD_FAILURE() << "seed " << seed;
    over += life.over() ? 1 : 0;
  }
  // The steps lead through whole lives, not only into a corner.
  EXPECT_GT(over, kContacts / 10);
  EXPECT_LT(over, kContacts);
}

}  // namespace
}  // namespace aicc::session
