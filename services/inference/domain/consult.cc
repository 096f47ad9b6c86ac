#include "services/inference/domain/consult.h"

#include <utility>

#include "common/log.h"
#include "services/inference/domain/ledger.h"
#include "services/inference/domain/telemetry.h"

namespace aicc::inference {
namespace {

LedgerRow RowFor(const Dispatched& dispatched, const ModelRequest& request,
                 const Purpose& purpose) {
  LedgerRow row = RowOf(dispatched, request, purpose.began);
  row.task = purpose.task;
  row.session_id = purpose.session_id;
  return row;
}

// A line for each attempt that failed and was coped with, and for an answer
// that was cut.
void LogFailures(const CallContext& call, const Dispatched& dispatched) {
  for (const Attempt& attempt : dispatched.attempts) {
    if (attempt.outcome == "OK") continue;
    Log().warn("id={} model={} outcome={} status={}", call.request_id(),
               attempt.model->info().name, attempt.outcome, attempt.status);
  }
  const ModelResult& reply = dispatched.result;
  if (!reply || reply->finish == Finish::kStop) return;
  if (reply->finish == Finish::kLength || reply->finish == Finish::kFiltered) {
    Log().warn("id={} model={} the answer was cut off: {}", call.request_id(),
               dispatched.model->info().name,
               reply->finish == Finish::kLength ? "LENGTH" : "FILTERED");
  }
}

}  // namespace

Task<Dispatched> Consult(const CallContext& call, const Brain& brain,
                         const Plan& plan, const ModelRequest& request,
                         AnswerSink sink, const Purpose& purpose) {
  if (brain.ledger != nullptr) {
    sink.abandoned = [&](const Dispatched& dispatched) {
      LedgerRow row = RowFor(dispatched, request, purpose);
      row.outcome = "LEFT";
      brain.ledger->Note(call.caller().tenant, std::move(row));
    };
  }
  Dispatched dispatched =
      co_await Dispatch(call, brain.fleet, plan, request, sink);
  LogFailures(call, dispatched);
  LedgerRow row = RowFor(dispatched, request, purpose);
  Measure(dispatched, row.overhead, brain.metrics);
  if (brain.ledger != nullptr) {
    co_await brain.ledger->Record(call, std::move(row));
  }
  co_return dispatched;
}

}  // namespace aicc::inference
