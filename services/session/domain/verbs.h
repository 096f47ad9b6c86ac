#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/change.h"
#include "services/session/domain/event.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// The life of a contact. Each is a plain function of the contact as it is, and
// of its open offer if it has one. Errors are those that the RPC of the same
// name documents.

// If `session` names an agent, another system routes: it is theirs at once.
Result<Change> Start(const Session& session);

// The contact that goes on from `previous`, without an id yet. WrongState if
// that is not over, ReopenWindowPassed if it closed more than `window` ago.
Result<Session> Reopened(const Session& previous, const Caller& caller,
                         TimePoint now, std::chrono::milliseconds window);

// How a contact enters a queue.
struct QueueEntry {
  std::string queue;
  std::string reason;  // An escalation's.
  std::string brief;   // JSON, or empty.
  std::string note;
  std::int32_t priority = 0;
  Skills skills;
  std::string preferred_agent;
  std::string target_agent;
};

Result<Change> RequestAgent(const Session& session, const Caller& caller,
                            const QueueEntry& entry);

// An agent has it, without a queue: another system has routed it.
Result<Change> Adopt(const Session& session, const Caller& caller,
                     std::string_view agent_id, std::string_view brief);

Result<Change> ReturnToBot(const Session& session, const Offer* open,
                           const Caller& caller);

// `wrap_up_expire_time`: when wrap-up ends by itself, if it does.
Result<Change> EndSession(const Session& session, const Offer* open,
                          const Caller& caller, EndReason reason,
                          std::optional<TimePoint> wrap_up_expire_time);

Result<Change> CompleteWrapUp(const Session& session, const Caller& caller,
                              std::string_view disposition,
                              std::string_view note);

// Its limit has passed. Nothing changes if it has not by `now`.
Result<Change> ExpireWrapUp(const Session& session, TimePoint now);

// The customer will not stay and waits for `follow_up`. `entry` says how it
// enters a queue, if it is in none. `words`, if not empty, are the message.
Result<Change> RequestFollowUp(const Session& session, const Offer* open,
                               const Caller& caller, const FollowUp& follow_up,
                               const QueueEntry& entry, std::string_view words);

}  // namespace aicc::session
