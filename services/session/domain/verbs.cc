#include "services/session/domain/verbs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/floor.h"
#include "services/session/domain/state_table.h"

namespace aicc::session {
namespace {

OfferChanged Became(const Offer& offer, OfferState state) {
  return {offer.id, offer.agent_id, state, offer.expire_time};
}

// Adds the change of state, and of the floor if it has to follow.
void Enter(Change* change, const Session& session, StateChanged entered) {
  entered.from = session.state;
  const auto floor = FloorAfter(session.floor, entered.to, entered.agent_id);
  change->events.emplace_back(std::move(entered));
  if (floor) change->events.emplace_back(FloorChanged{*floor});
}

// The customer is gone or with the bot again: nobody needs to answer it.
void Rescind(Change* change, const Offer& open) {
  change->events.emplace_back(Became(open, OfferState::kRescinded));
  change->agents.push_back({open.agent_id, AgentMove::kFree});
}

bool IsWithAgent(State state) {
  return state == State::kConnected || state == State::kOnHold;
}

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

}  // namespace

Result<Change> Start(const Session& session) {
  Change change;
  change.events.emplace_back(
      SessionStarted{session.channel, session.locale, session.source});
  if (session.agent_id.empty()) return change;
  auto adopted = Adopt(session, session.agent_id, {});
  if (!adopted) return Failure(adopted.error());
  std::ranges::move(adopted->events, std::back_inserter(change.events));
  return change;
}

Result<Change> Adopt(const Session& session, std::string_view agent_id,
                     std::string_view brief) {
  const auto to = MustNext(session, Verb::kAdopt);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session,
        {.to = *to,
         .reason = "ROUTED_ELSEWHERE",
         .queue = {},
         .agent_id = std::string(agent_id),
         .brief = std::string(brief)});
  return change;
}

Result<Change> RequestAgent(const Session& session, const Caller& caller,
                            std::string_view queue, std::string_view reason,
                            std::string_view brief) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return Failure(seen.error());
  }
  if (session.state == State::kQueued || session.state == State::kOffered) {
    return Change();
  }
  const auto to = MustNext(session, Verb::kRequestAgent);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session,
        {.to = *to,
         .reason = std::string(reason),
         .queue = std::string(queue),
         .agent_id = {},
         .brief = std::string(brief)});
  return change;
}

Result<Change> ReturnToBot(const Session& session, const Offer* open,
                           const Caller& caller) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return Failure(seen.error());
  }
  if (TakesContacts(caller.role) && !IsOnContact(caller, session)) {
    return NotYourContact(session.id);
  }
  const auto to = MustNext(session, Verb::kReturnToBot);
  if (!to) return Failure(to.error());
  Change change;
  if (open != nullptr) Rescind(&change, *open);
  if (IsWithAgent(session.state)) {
    change.agents.push_back({session.agent_id, AgentMove::kFree});
  }
  Enter(&change, session,
        {.to = *to,
         .reason = "RETURNED_TO_BOT",
         .queue = {},
         .agent_id = {},
         .brief = {}});
  return change;
}

Result<Change> EndSession(const Session& session, const Offer* open,
                          const Caller& caller, EndReason reason) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return Failure(seen.error());
  }
  if (TakesContacts(caller.role) && session.agent_id != caller.subject) {
    return NotYourContact(session.id);
  }
  if (session.end_time) return Change();
  if (TakesContacts(caller.role) && !IsOnContact(caller, session)) {
    return NotYourContact(session.id);
  }
  const auto to = MustNext(session, Verb::kEnd);
  if (!to) return Failure(to.error());
  Change change;
  if (open != nullptr) Rescind(&change, *open);
  std::string agent_id;
  if (IsWithAgent(session.state)) {
    agent_id = session.agent_id;
    change.agents.push_back({agent_id, AgentMove::kWrapUp});
  }
  Enter(&change, session,
        {.to = *to,
         .reason = std::string(Name(reason)),
         .queue = {},
         .agent_id = std::move(agent_id),
         .brief = {}});
  return change;
}

Result<Change> CompleteWrapUp(const Session& session, const Caller& caller,
                              std::string_view disposition,
                              std::string_view note) {
  if (TakesContacts(caller.role) && session.agent_id != caller.subject) {
    return NotYourContact(session.id);
  }
  const auto to = MustNext(session, Verb::kCompleteWrapUp);
  if (!to) return Failure(to.error());
  Change change;
  change.events.emplace_back(WrapUpCompleted{
      std::string(disposition), std::string(note), session.agent_id});
  Enter(&change, session,
        {.to = *to,
         .reason = "WRAP_UP_COMPLETED",
         .queue = {},
         .agent_id = session.agent_id,
         .brief = {}});
  change.agents.push_back({session.agent_id, AgentMove::kFree});
  return change;
}

Result<Change> MakeOffer(const Session& session, const Offer& offer) {
  const auto to = MustNext(session, Verb::kOffer);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session,
        {.to = *to,
         .reason = "OFFERED",
         .queue = session.queue,
         .agent_id = offer.agent_id,
         .brief = {}});
  change.events.emplace_back(Became(offer, OfferState::kPending));
  change.agents.push_back({offer.agent_id, AgentMove::kBusy});
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
  const auto to = MustNext(session, Verb::kAccept);
  if (!to) return Failure(to.error());
  Change change;
  change.events.emplace_back(Became(offer, OfferState::kAccepted));
  Enter(&change, session,
        {.to = *to,
         .reason = "OFFER_ACCEPTED",
         .queue = session.queue,
         .agent_id = offer.agent_id,
         .brief = {}});
  return change;
}

Result<Change> LoseOffer(const Session& session, const Offer& offer,
                         OfferState lost) {
  if (offer.state == lost) return Change();
  if (offer.state != OfferState::kPending) {
    return OfferNotPending(offer.id, offer.state);
  }
  const auto to = MustNext(session, Verb::kLoseOffer);
  if (!to) return Failure(to.error());
  Change change;
  change.events.emplace_back(Became(offer, lost));
  Enter(&change, session,
        {.to = *to,
         .reason = std::string(LostReason(lost)),
         .queue = session.queue,
         .agent_id = offer.agent_id,
         .brief = {}});
  change.agents.push_back({offer.agent_id, AgentMove::kAway});
  return change;
}

}  // namespace aicc::session
