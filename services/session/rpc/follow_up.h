#pragma once

#include "services/session/domain/session.h"
#include "services/session/rpc/queue_entry.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {

// Lets the customer of `request` wait without staying, for `follow_up`, which
// is offered once its queue is open. `words`, if not empty, are their message.
template <typename Response, typename Request>
Task<Result<Response>> FollowUpOn(const CallContext& call, const Parts& parts,
                                  std::string_view verb, const Request& request,
                                  const FollowUp& follow_up,
                                  std::string_view words) {
  const auto asked = ResolveQueue(parts, request.queue());
  if (!asked) co_return Failure(asked.error());
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer* open) -> Result<Change> {
    QueueEntry entry;
    const bool stays = request.queue().empty() && !session.queue.empty() &&
                       session.state != State::kSelfService;
    entry.queue = stays ? session.queue : *asked;
    entry.reason = std::string(Name(follow_up.kind));
    entry.priority = parts.pack.RuleOf(entry.queue).priority;
    FollowUp when = follow_up;
    const auto opens = WhenOpen(parts, entry.queue, follow_up.not_before);
    if (!opens) return Failure(opens.error());
    when.not_before = *opens;
    return RequestFollowUp(session, open, call.caller(), when, entry, words);
  };
  co_return co_await PerformVerb<Response>(call, parts, verb, request, decide);
}

}  // namespace aicc::session
