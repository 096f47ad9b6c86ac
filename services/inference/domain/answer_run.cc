#include "services/inference/domain/answer_run.h"

#include <algorithm>

namespace aicc::inference {

Task<void> AnswerRun::Say(std::string text) {
  if (!said_) decision.first_token = SinceBegin();
  said_ = true;
  co_await sink_(TextPiece{std::move(text)});
}

Task<void> AnswerRun::TakeBack() {
  if (!std::exchange(said_, false)) co_return;
  decision.first_token = {};
  co_await sink_(Restart{});
}

Task<void> AnswerRun::Escalate(Escalation escalation) {
  decision.escalations.push_back(escalation);
  decision.reason = escalation.reason;
  co_await sink_(std::move(escalation));
}

void AnswerRun::Pay(const std::vector<Attempt>& attempts) {
  for (const Attempt& attempt : attempts) {
    decision.prompt_tokens += attempt.usage.prompt_tokens;
    decision.completion_tokens += attempt.usage.completion_tokens;
    decision.cost_micro_usd +=
        CostMicroUsd(attempt.model->info().profile.prices, attempt.usage);
  }
}

void AnswerRun::Consider(const std::vector<Considered>& considered) {
  for (const Considered& each : considered) {
    CandidateNote note{each.model->info().name, each.taken, each.reason};
    if (std::ranges::find(decision.candidates, note) ==
        decision.candidates.end()) {
      decision.candidates.push_back(std::move(note));
    }
  }
}

Task<void> AnswerRun::Answered(Tier tier, std::string model,
                               std::string reason) {
  decision.tier = tier;
  decision.model = std::move(model);
  decision.reason = std::move(reason);
  return End();
}

Task<void> AnswerRun::HandedOver(std::string queue, std::string message) {
  decision.tier = Tier::kHuman;
  decision.confidence.reset();
  co_await sink_(HandOver{std::move(queue), std::move(message)});
  co_await End();
}

Task<void> AnswerRun::End() {
  decision.total = SinceBegin();
  return sink_(decision);
}

std::chrono::microseconds AnswerRun::SinceBegin() const {
  return std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began_);
}

TaskRules RulesOf(const Brain& brain, const Assignment& assignment,
                  ModelRequest* request) {
  const bool said = assignment.thinking != Thinking::kDefault;
  if (said) request->thinking = assignment.thinking;
  TaskRules rules = brain.RulesFor(TaskOf(*request, assignment.task));
  if (!said && rules.thinking != Thinking::kDefault) {
    request->thinking = rules.thinking;
  }
  return rules;
}

bool IsWhole(const ModelResult& reply) {
  return reply && reply->finish == Finish::kStop;
}

bool IsServed(const Brain& brain, Tier tier, bool external_allowed) {
  // What the domain tier needs no consent for is said in config.h.
  return std::ranges::any_of(brain.fleet.models(), [&](LanguageModel* model) {
    const ModelInfo& info = model->info();
    return info.tier == tier &&
           (tier == Tier::kDomain || info.internal || external_allowed);
  });
}

}  // namespace aicc::inference
