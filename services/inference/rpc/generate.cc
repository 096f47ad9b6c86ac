#include <utility>

#include "aicc/common/v1/answer.pb.h"
#include "services/inference/domain/errors.h"
#include "services/inference/rpc/convert.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxUnderstoodBytes = 16'384;

void Count(const common::v1::DecisionRecord& decision, Metrics& metrics) {
  metrics.Count("aicc_inference_decisions_total", "tier",
                common::v1::Tier_Name(decision.tier()));
  if (decision.cost_micro_usd() == 0) return;
  // Models that were paid and then not believed have no name in the record.
  metrics.Count("aicc_inference_cost_usd_total", "model",
                decision.model().empty() ? "none" : decision.model(),
                static_cast<double>(decision.cost_micro_usd()) / 1e6);
}

}  // namespace

Task<Result<void>> HandleGenerate(const CallContext& call,
                                  const v1::GenerateRequest& request,
                                  const Brain& brain, Metrics& metrics,
                                  ServerStream<v1::GenerateResponse>& stream) {
  auto assignment = AssignmentFromProto(request);
  if (!assignment) co_return Failure(assignment.error());
  if (!request.model().empty()) {
    assignment->chosen = brain.fleet.Find(request.model());
    if (assignment->chosen == nullptr ||
        !assignment->chosen->info().choosable) {
      co_return ModelNotFound();
    }
  }

  const PieceSink sink = [&](Piece piece) {
    v1::GenerateResponse response = ToProto(piece);
    if (response.has_decision()) Count(response.decision(), metrics);
    return stream.Write(std::move(response));
  };
  if (request.task() == v1::TASK_CHAT) {
    co_await Chat(call, *assignment, brain, sink);
    co_return Result<void>();
  }
  if (assignment->locale.empty()) {
    const auto text =
        Shortened(assignment->turns.back().text, kMaxUnderstoodBytes);
    assignment->locale = brain.engine.Understand(text, "").locale;
  }
  co_return co_await Write(call, *assignment, brain, sink);
}

}  // namespace aicc::inference
