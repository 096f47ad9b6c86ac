#include <utility>
#include <vector>

#include "services/inference/domain/answer.h"
#include "services/inference/domain/answer_run.h"
#include "services/inference/domain/consult.h"
#include "services/inference/domain/errors.h"

namespace aicc::inference {
namespace {

Task<bool> Pass(AnswerRun& run, std::vector<ModelDelta> deltas) {
  for (ModelDelta& delta : deltas) {
    if (delta.kind != ModelDelta::Kind::kText || delta.text.empty()) continue;
    co_await run.Say(std::move(delta.text));
  }
  co_return true;
}

}  // namespace

Task<Result<void>> Write(const CallContext& call, const Assignment& assignment,
                         const Brain& brain, const PieceSink& sink) {
  AnswerRun run(sink);
  ModelRequest request = SummaryPrompt(assignment);
  request.route = "summarize";
  const AnswerSink pass{[&run](std::vector<ModelDelta> deltas) {
                          return Pass(run, std::move(deltas));
                        },
                        [&run] { return run.TakeBack(); }};
  const TaskRules rules = brain.RulesFor(TaskOf(request, "summarize"));
  if (rules.thinking != Thinking::kDefault) request.thinking = rules.thinking;
  bool asked = false;
  for (const Tier tier : {Tier::kDomain, Tier::kGeneral}) {
    const Routed routed = Route(brain.fleet, PlanFor(brain, tier), request,
                                rules, assignment.external_allowed);
    run.Consider(routed.considered);
    if (routed.plan.empty()) continue;
    asked = true;
    const Dispatched dispatched =
        co_await Consult(call, brain, routed.plan, request, pass,
                         {"summarize", assignment.session_id});
    run.Pay(dispatched.attempts);
    if (IsWhole(dispatched.result)) {
      co_await run.Answered(tier, dispatched.model->info().name, "ANSWERED");
      co_return Result<void>();
    }
    co_await run.TakeBack();
  }
  co_return asked ? EveryModelFailed() : ModelNotConfigured();
}

}  // namespace aicc::inference
