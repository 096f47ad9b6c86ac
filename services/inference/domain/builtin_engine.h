#pragma once

#include <memory>
#include <string>

#include "common/clock.h"
#include "services/inference/domain/answer_model.h"
#include "services/inference/domain/candidates.h"
#include "services/inference/domain/engine.h"
#include "services/inference/domain/intent_model.h"
#include "services/inference/domain/pack.h"
#include "services/inference/domain/policy.h"
#include "services/inference/domain/retrieval.h"

namespace aicc::inference {

// The domain model in this process. See engine.h for its promises.
class BuiltinEngine final : public DomainEngine {
 public:
  // DomainEngine::Load() with the real clock. `clock` says what day "tomorrow"
  // is in the pack's time zone.
  static Result<std::unique_ptr<BuiltinEngine>> Load(
      const std::string& path, std::shared_ptr<const Clock> clock);

  // REQUIRES: `pack` came from LoadPack().
  BuiltinEngine(Pack pack, std::shared_ptr<const Clock> clock);

  const std::string& model_name() const override { return model_name_; }
  const PackManifest& manifest() const override { return pack_.manifest; }
  double confidence_threshold() const override;
  double out_of_scope_threshold() const override;
  double retrieval_threshold() const override { return retrieval_threshold_; }

  Understanding Understand(std::string_view text,
                           std::string_view locale) const override;
  std::vector<Passage> Search(std::string_view query, std::string_view locale,
                              int limit) const override;
  DomainAnswer Answer(std::string_view text,
                      const Understanding& understood) const override;
  std::optional<PolicyMatch> MatchPolicy(
      std::string_view text, const Understanding& understood) const override;
  const std::string& QueueOf(std::string_view intent) const override;

  const Pack& pack() const { return pack_; }
  const IntentModel& intents() const { return *intents_; }
  const AnswerModel& answers() const { return *answers_; }

 private:
  std::string KnownLocale(std::string_view locale,
                          const Message& message) const;
  std::vector<IntentScore> Scores(const Prediction& prediction) const;
  std::chrono::sys_days Today() const;
  DomainAnswer AnswerFrom(const Message& message, const std::string& locale,
                          const Prediction& said) const;
  void CalibrateRetrieval(const std::vector<AnswerExample>& examples);

  const Pack pack_;
  const std::shared_ptr<const Clock> clock_;
  const std::string model_name_;
  const Lexicon lexicon_;
  const Retriever retriever_;
  const PolicyMatcher policies_;
  const CandidateFinder candidates_;
  std::unique_ptr<const IntentModel> intents_;
  std::unique_ptr<const AnswerModel> answers_;
  double retrieval_threshold_ = 0;
};

}  // namespace aicc::inference
