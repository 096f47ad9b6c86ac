#include "services/session/domain/offers.h"

#include <utility>

#include "services/session/domain/errors.h"
#include "services/session/domain/staff_verbs.h"
#include "services/session/domain/state_table.h"

namespace aicc::session {
namespace {

std::string_view LostReason(OfferState lost) {
  switch (lost) {
    case OfferState::kRejected:
      return "OFFER_REJECTED";
    case OfferState::kTimedOut:
      return "OFFER_TIMED_OUT";
    default:
      return "OFFER_RESCINDED";
  }
}

StateChanged Becoming(const Session& session, State to, std::string_view reason,
                      Actor by, std::string agent_id) {
  StateChanged entered;
  entered.to = to;
  entered.reason = std::string(reason);
  entered.queue = session.queue;
  entered.agent_id = std::move(agent_id);
  entered.by = std::move(by);
  return entered;
}

ParticipantChanged Participation(const Offer& offer, ParticipantChange change,
                                 Actor by, std::string_view reason) {
  return {offer.agent_id,      offer.role, change, std::move(by),
          std::string(reason), {},         {}};
}

Result<Change> Join(const Session& session, const Offer& offer) {
  if (!IsWithAgent(session.state)) return WrongState(session);
  if (session.participants.size() >= kMaxParticipants) {
    return TooManyParticipants(session.id);
  }
  Change change;
  change.events.emplace_back(Became(offer, OfferState::kAccepted));
  change.events.emplace_back(Participation(offer, ParticipantChange::kJoined,
                                           {Role::kAgent, offer.agent_id},
                                           "OFFER_ACCEPTED"));
  change.agents.push_back({offer.agent_id, AgentMove::kConnected});
  return change;
}

// An invitation that was for anybody goes on to the next.
Result<Change> LosePlace(const Session& session, const Offer& offer,
                         OfferState lost) {
  Change change;
  change.events.emplace_back(Became(offer, lost));
  if (session.invitation && !session.invitation->agent_id.empty()) {
    change.events.emplace_back(
        Participation(offer, ParticipantChange::kInvitationEnded, Matcher(),
                      LostReason(lost)));
  }
  // To say no to a colleague is not to leave the queue.
  const bool declined = lost == OfferState::kRejected;
  change.agents.push_back(
      {offer.agent_id, declined ? AgentMove::kFree : AgentMove::kAway});
  return change;
}

}  // namespace

Result<Change> MakeOffer(const Session& session, const Offer& offer) {
  Change change;
  if (offer.role == ParticipantRole::kNone) {
    const auto to = MustNext(session, Verb::kOffer);
    if (!to) return Failure(to.error());
    StateChanged entered =
        Becoming(session, *to, "OFFERED", Matcher(), offer.agent_id);
    Enter(&change, session, std::move(entered));
  }
  change.events.emplace_back(Became(offer, OfferState::kPending));
  change.agents.push_back({offer.agent_id, AgentMove::kOffered});
  return change;
}

Result<Change> AcceptOffer(const Session& session, const Offer& offer,
                           TimePoint now) {
  if (offer.state == OfferState::kAccepted) return Change();
  if (offer.state != OfferState::kPending) {
    return OfferNotPending(offer.id, offer.state);
  }
  if (offer.expire_time <= now) {  // And will be marked so in a moment.
    return OfferNotPending(offer.id, OfferState::kTimedOut);
  }
  if (offer.role != ParticipantRole::kNone) return Join(session, offer);
  const auto to = MustNext(session, Verb::kAccept);
  if (!to) return Failure(to.error());
  Change change;
  change.events.emplace_back(Became(offer, OfferState::kAccepted));
  Enter(&change, session,
        Becoming(session, *to, "OFFER_ACCEPTED", {Role::kAgent, offer.agent_id},
                 offer.agent_id));
  change.agents.push_back({offer.agent_id, AgentMove::kConnected});
  return change;
}

Result<Change> LoseOffer(const Session& session, const Offer& offer,
                         OfferState lost) {
  if (offer.state == lost) return Change();
  if (offer.state != OfferState::kPending) {
    return OfferNotPending(offer.id, offer.state);
  }
  if (offer.role != ParticipantRole::kNone) {
    return LosePlace(session, offer, lost);
  }
  const auto to = MustNext(session, Verb::kLoseOffer);
  if (!to) return Failure(to.error());
  Change change;
  change.events.emplace_back(Became(offer, lost));
  StateChanged back =
      Becoming(session, *to, LostReason(lost), Matcher(), offer.agent_id);
  back.keeps_place = true;
  Enter(&change, session, std::move(back));
  change.agents.push_back({offer.agent_id, AgentMove::kAway});
  return change;
}

Result<Change> LoseAgent(const Session& session, const Offer* open,
                         const std::string& agent_id,
                         std::string_view default_queue) {
  Change change;
  if (open != nullptr && open->agent_id == agent_id) {
    return LoseOffer(session, *open, OfferState::kRescinded);
  }
  if (const auto* p = FindParticipant(session, agent_id); p != nullptr) {
    change.events.emplace_back(ParticipantChanged{agent_id,
                                                  p->role,
                                                  ParticipantChange::kLeft,
                                                  Matcher(),
                                                  "AGENT_LOST",
                                                  {},
                                                  {}});
    change.agents.push_back({agent_id, AgentMove::kFree});
    return change;
  }
  if (!IsWithAgent(session.state) || session.agent_id != agent_id) {
    return change;
  }
  const auto to = MustNext(session, Verb::kLoseAgent);
  if (!to) return Failure(to.error());
  Rescind(&change, open);
  SendAllAway(&change, session, Matcher(), "AGENT_LOST");
  StateChanged back = Becoming(session, *to, "AGENT_LOST", Matcher(), agent_id);
  if (back.queue.empty()) back.queue = std::string(default_queue);
  back.keeps_place = true;
  back.priority = session.priority;
  back.skills = session.skills;
  back.preferred_agent = session.preferred_agent;
  Enter(&change, session, std::move(back));
  change.agents.push_back({agent_id, AgentMove::kFree});
  return change;
}

}  // namespace aicc::session
