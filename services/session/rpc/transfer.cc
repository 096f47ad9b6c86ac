#include <algorithm>

#include "services/session/domain/staff_verbs.h"
#include "services/session/rpc/queue_entry.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {
namespace {

Result<void> Check(const v1::TransferRequest& request) {
  if (auto ok = CheckVerb(request); !ok) return ok;
  if (request.target_case() == v1::TransferRequest::TARGET_NOT_SET) {
    return InvalidField("target", "must be a queue or an agent");
  }
  if (request.has_queue()) {
    if (auto ok = CheckText("queue", request.queue(), 1, 64); !ok) return ok;
  } else if (auto ok =
                 CheckText("agent_id", request.agent_id(), 1, kMaxAgentIdBytes);
             !ok) {
    return ok;
  }
  return CheckText("note", request.note(), 0, kMaxStaffNoteBytes);
}

}  // namespace

Task<Result<v1::TransferResponse>> HandleTransfer(
    const CallContext& call, const v1::TransferRequest& request,
    const Parts& parts) {
  if (auto ok = Check(request); !ok) co_return Failure(ok.error());
  if (request.has_queue()) {
    const auto queue = ResolveQueue(parts, request.queue());
    if (!queue) co_return Failure(queue.error());
    const auto staffed = co_await MustHaveStaff(call, parts, *queue);
    const SessionStore::Decide decide =
        [&](const Session& session, const Offer* open) -> Result<Change> {
      QueueEntry entry;
      entry.queue = *queue;
      entry.reason = "TRANSFERRED";
      entry.note = request.note();
      entry.priority =
          std::max(session.priority, parts.pack.RuleOf(*queue).priority);
      auto change = Transfer(session, open, call.caller(), entry);
      // What is wrong with the contact comes before what is with the queue.
      if (change && !staffed) return Failure(staffed.error());
      return change;
    };
    co_return co_await PerformVerb<v1::TransferResponse>(
        call, parts, "Transfer", request, decide);
  }
  const auto known = co_await parts.routing.FindAgent(call, request.agent_id());
  if (!known) co_return Failure(known.error());
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer* open) {
    return TransferTo(session, open, call.caller(), request.agent_id(),
                      *known ? &**known : nullptr, request.note(),
                      parts.pack.queues.front().id);
  };
  co_return co_await PerformVerb<v1::TransferResponse>(call, parts, "Transfer",
                                                       request, decide);
}

}  // namespace aicc::session
