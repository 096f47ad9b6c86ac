#pragma once

#include <chrono>
#include <string>

#include "services/inference/domain/answer.h"
#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// What models are asked for.
struct Purpose {
  std::string task;        // Of kTasks, see routing.h.
  std::string session_id;  // The contact; may be empty.
  // Why this tier is asked: an escalation's reason, or "MODEL_CHOSEN"; empty:
  // it is the first.
  std::string reason = {};
  // When the caller's request came; of a second one for it, when that began.
  std::chrono::steady_clock::time_point began =
      std::chrono::steady_clock::now();
};

// Dispatch(), kept in the ledger and the log: the one way to served models. A
// call that is cancelled is kept too. Returns after its row is kept for good.
Task<Dispatched> Consult(const CallContext& call, const Brain& brain,
                         const Plan& plan, const ModelRequest& request,
                         AnswerSink sink, const Purpose& purpose);

}  // namespace aicc::inference
