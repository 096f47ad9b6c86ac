#include "services/session/domain/change.h"

#include <utility>

#include "services/session/domain/floor.h"

namespace aicc::session {

Actor ActorOf(const Caller& caller) {
  return {caller.role,
          caller.role == Role::kCustomer ? std::string() : caller.subject};
}

Actor Matcher() { return {Role::kService, "routing"}; }

void Enter(Change* change, const Session& session, StateChanged entered) {
  entered.from = session.state;
  const auto floor = FloorAfter(session.floor, entered.to, entered.agent_id);
  change->events.emplace_back(std::move(entered));
  if (floor) change->events.emplace_back(FloorChanged{*floor});
}

OfferChanged Became(const Offer& offer, OfferState state) {
  return {
      offer.id,     offer.agent_id,      state, offer.expire_time, offer.role,
      offer.choice, offer.relaxed_levels};
}

void Rescind(Change* change, const Offer* open) {
  if (open == nullptr) return;
  change->events.emplace_back(Became(*open, OfferState::kRescinded));
  change->agents.push_back({open->agent_id, AgentMove::kFree});
}

void SendAllAway(Change* change, const Session& session, const Actor& by,
                 std::string_view reason) {
  if (session.invitation) {
    change->events.emplace_back(
        ParticipantChanged{session.invitation->agent_id,
                           session.invitation->role,
                           ParticipantChange::kInvitationEnded,
                           by,
                           std::string(reason),
                           session.invitation->queue,
                           {}});
  }
  for (const Participant& participant : session.participants) {
    change->events.emplace_back(ParticipantChanged{participant.agent_id,
                                                   participant.role,
                                                   ParticipantChange::kLeft,
                                                   by,
                                                   std::string(reason),
                                                   {},
                                                   {}});
    change->agents.push_back({participant.agent_id, AgentMove::kFree});
  }
}

}  // namespace aicc::session
