#include "services/session/domain/state_table.h"

#include "services/session/domain/errors.h"

namespace aicc::session {
namespace {

constexpr Transition kTable[] = {
    {State::kSelfService, Verb::kRequestAgent, State::kQueued},
    {State::kSelfService, Verb::kAdopt, State::kConnected},
    {State::kSelfService, Verb::kFollowUp, State::kQueued},
    {State::kSelfService, Verb::kEnd, State::kClosed},

    {State::kQueued, Verb::kOffer, State::kOffered},
    {State::kQueued, Verb::kFollowUp, State::kQueued},
    {State::kQueued, Verb::kReturnToBot, State::kSelfService},
    {State::kQueued, Verb::kEnd, State::kAbandoned},

    {State::kOffered, Verb::kAccept, State::kConnected},
    {State::kOffered, Verb::kLoseOffer, State::kQueued},
    {State::kOffered, Verb::kFollowUp, State::kQueued},
    {State::kOffered, Verb::kReturnToBot, State::kSelfService},
    {State::kOffered, Verb::kEnd, State::kAbandoned},

    {State::kConnected, Verb::kHold, State::kOnHold},
    {State::kConnected, Verb::kTransfer, State::kQueued},
    {State::kConnected, Verb::kTakeOver, State::kConnected},
    {State::kConnected, Verb::kLoseAgent, State::kQueued},
    {State::kConnected, Verb::kReturnToBot, State::kSelfService},
    {State::kConnected, Verb::kEnd, State::kWrapUp},

    {State::kOnHold, Verb::kResume, State::kConnected},
    {State::kOnHold, Verb::kTransfer, State::kQueued},
    {State::kOnHold, Verb::kTakeOver, State::kConnected},
    {State::kOnHold, Verb::kLoseAgent, State::kQueued},
    {State::kOnHold, Verb::kReturnToBot, State::kSelfService},
    {State::kOnHold, Verb::kEnd, State::kWrapUp},

    {State::kWrapUp, Verb::kCompleteWrapUp, State::kClosed},
    {State::kWrapUp, Verb::kExpireWrapUp, State::kClosed},
};

}  // namespace

std::span<const Transition> StateTable() { return kTable; }

std::optional<State> Next(State from, Verb verb) {
  for (const Transition& transition : kTable) {
    if (transition.from == from && transition.verb == verb) {
      return transition.to;
    }
  }
  return std::nullopt;
}

Result<State> MustNext(const SessionHead& session, Verb verb) {
  const auto to = Next(session.state, verb);
  if (!to) return WrongState(session);
  return *to;
}

}  // namespace aicc::session
