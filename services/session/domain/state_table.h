#pragma once

#include <optional>
#include <span>

#include "common/error.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// What can be done to a contact's state.
enum class Verb {
  kRequestAgent,    // It enters a queue.
  kOffer,           // It is proposed to an agent.
  kAccept,          // That agent takes it.
  kAdopt,           // An agent has had it from the start, routed elsewhere.
  kLoseOffer,       // Rejected, timed out or rescinded: it waits again.
  kHold,            // The customer waits, with an agent.
  kResume,          // And is talked to again.
  kTransfer,        // From an agent into a queue.
  kTakeOver,        // From an agent to another who is on it.
  kLoseAgent,       // The agent is gone: it waits again, at its old place.
  kFollowUp,        // The customer will not stay: it waits without them.
  kReturnToBot,     // Back to self-service.
  kEnd,             // The conversation is over.
  kCompleteWrapUp,  // So is the paperwork.
  kExpireWrapUp,    // It has taken too long.
};

struct Transition {
  State from;
  Verb verb;
  State to;
};

// All that is allowed. Whatever is not in it is refused and changes nothing.
std::span<const Transition> StateTable();

// Where `verb` leads from `from`; nothing if it is not allowed there.
std::optional<State> Next(State from, Verb verb);

// Next(), or WrongState().
Result<State> MustNext(const SessionHead& session, Verb verb);

}  // namespace aicc::session
