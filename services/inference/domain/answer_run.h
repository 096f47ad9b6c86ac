#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "services/inference/domain/answer.h"
#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// An answer in the making: what was said and decided so far, and when. Used by
// one coroutine.
class AnswerRun {
 public:
  // `sink` must outlive this.
  explicit AnswerRun(const PieceSink& sink) : sink_(sink) {}

  // Text of the model that is being asked.
  Task<void> Say(std::string text);
  Task<void> Cite(Passage passage) { return sink_(std::move(passage)); }

  // Takes back what the model that failed has said, if it has said anything.
  Task<void> TakeBack();

  Task<void> Escalate(Escalation escalation);

  // Adds what each model that was asked cost, used or not: it was paid for.
  void Pay(const std::vector<Attempt>& attempts);

  // Notes which models were thought of.
  void Consider(const std::vector<Considered>& considered);

  // Ends the answer; `reason` as in DecisionRecord.
  Task<void> Answered(Tier tier, std::string model, std::string reason);
  Task<void> HandedOver(std::string queue, std::string message);

  Task<void> Tell(Piece piece) { return sink_(std::move(piece)); }

  Decision decision;

 private:
  std::chrono::microseconds SinceBegin() const;
  Task<void> End();

  const PieceSink& sink_;
  const std::chrono::steady_clock::time_point began_ =
      std::chrono::steady_clock::now();
  bool said_ = false;  // Since the last restart.
};

// The rules of what `*request` is, which then thinks as the assignment says, or
// else as the rules do.
TaskRules RulesOf(const Brain& brain, const Assignment& assignment,
                  ModelRequest* request);

// True if `reply` is a whole answer.
bool IsWhole(const ModelResult& reply);

// True if a model of `tier` may have what a contact says.
bool IsServed(const Brain& brain, Tier tier, bool external_allowed);

}  // namespace aicc::inference
