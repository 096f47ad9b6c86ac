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

std::string Listed(const std::vector<CandidateNote>& candidates) {
  std::string all;
  for (const CandidateNote& each : candidates) {
    all += (all.empty() ? "" : ", ") + each.model + " " + each.reason;
  }
  return all;
}

// Whom to ask, and why them.
struct Round {
  Plan plan;
  Tier tier;
  std::string reason;
};

// The chosen one, and then tier by tier.
std::vector<Round> RoundsOf(const Brain& brain, LanguageModel* chosen) {
  std::vector<Round> rounds;
  if (chosen != nullptr) {
    rounds.push_back({{{chosen}}, chosen->info().tier, "MODEL_CHOSEN"});
  }
  for (const Tier tier : {Tier::kDomain, Tier::kGeneral}) {
    Plan plan = PlanOf(brain.fleet, tier);
    GoFirst(chosen, &plan);
    if (!plan.empty() && plan.front().front() == chosen) {
      plan.erase(plan.begin());
    }
    rounds.push_back({std::move(plan), tier, ""});
  }
  return rounds;
}

}  // namespace

Task<Result<void>> Write(const CallContext& call, const Assignment& assignment,
                         const Brain& brain, const PieceSink& sink) {
  AnswerRun run(sink);
  ModelRequest request = TaskPrompt(assignment);
  request.route = assignment.task;
  const AnswerSink pass{[&run](std::vector<ModelDelta> deltas) {
                          return Pass(run, std::move(deltas));
                        },
                        [&run] { return run.TakeBack(); }};
  const TaskRules rules = RulesOf(brain, assignment, &request);
  bool asked = false;
  for (Round& round : RoundsOf(brain, assignment.chosen)) {
    const Routed routed = Route(brain.fleet, round.plan, request, rules,
                                assignment.external_allowed);
    run.Consider(routed.considered);
    if (routed.plan.empty()) continue;
    if (round.reason.empty() && round.tier == Tier::kGeneral) {
      round.reason = asked ? "MODEL_FAILED" : "MODEL_NOT_CONFIGURED";
    }
    asked = true;
    const Dispatched dispatched = co_await Consult(
        call, brain, routed.plan, request, pass,
        {assignment.task, assignment.session_id, round.reason});
    run.Pay(dispatched.attempts);
    if (IsWhole(dispatched.result)) {
      co_await run.Answered(round.tier, dispatched.model->info().name,
                            "ANSWERED");
      co_return Result<void>();
    }
    co_await run.TakeBack();
  }
  std::string who = Listed(run.decision.candidates);
  co_return asked ? EveryModelFailed(std::move(who))
                  : ModelNotConfigured(std::move(who));
}

}  // namespace aicc::inference
