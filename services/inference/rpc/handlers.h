#pragma once

#include "aicc/inference/v1/inference.pb.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/metrics.h"
#include "common/server_stream.h"
#include "common/task.h"
#include "services/inference/domain/answer.h"
#include "services/inference/domain/budgets.h"
#include "services/inference/domain/usage_report.h"

namespace aicc::inference {

// What RPCs answer from.
struct Desk {
  const Brain& brain;
  UsageReader* usage;  // Null: there is no ledger.
  Budgets& budgets;
};

// What each RPC does; see inference.proto. What is passed by reference must
// live until it ends.

Task<Result<v1::UnderstandResponse>> HandleUnderstand(
    const CallContext& call, const v1::UnderstandRequest& request,
    const Brain& brain);

Task<Result<void>> HandleGenerate(const CallContext& call,
                                  const v1::GenerateRequest& request,
                                  const Brain& brain, Metrics& metrics,
                                  ServerStream<v1::GenerateResponse>& stream);

Task<Result<v1::ListModelsResponse>> HandleListModels(
    const CallContext& call, const v1::ListModelsRequest& request,
    const Brain& brain);

Task<Result<v1::GetUsageResponse>> HandleGetUsage(
    const CallContext& call, const v1::GetUsageRequest& request,
    const Desk& desk, const Clock& clock);

}  // namespace aicc::inference
