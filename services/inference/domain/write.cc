#include <utility>

#include "services/inference/domain/answer.h"
#include "services/inference/domain/answer_run.h"
#include "services/inference/domain/ask.h"
#include "services/inference/domain/errors.h"

namespace aicc::inference {
namespace {

Task<bool> Pass(AnswerRun& run, std::string piece) {
  co_await run.Say(std::move(piece));
  co_return true;
}

}  // namespace

Task<Result<void>> Write(const CallContext& call, const Assignment& assignment,
                         const Brain& brain, const PieceSink& sink) {
  AnswerRun run(sink);
  const ModelRequest request = SummaryPrompt(assignment);
  const TextSink pass = [&run](std::string piece) {
    return Pass(run, std::move(piece));
  };
  bool asked = false;
  for (const Tier tier : {Tier::kDomain, Tier::kGeneral}) {
    const auto models = ModelsFor(brain, tier, assignment.external_allowed);
    for (LanguageModel* const model : models) {
      asked = true;
      const auto reply = co_await Ask(call, *model, request, pass);
      if (reply) run.Pay(model->info(), *reply);
      if (IsWhole(reply)) {
        co_await run.Answered(tier, model->info().name, "ANSWERED");
        co_return Result<void>();
      }
      LogFailure(call, model->info(), reply);
      co_await run.TakeBack();
    }
  }
  co_return asked ? EveryModelFailed() : ModelNotConfigured();
}

}  // namespace aicc::inference
