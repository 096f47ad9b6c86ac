#pragma once

#include <optional>
#include <vector>

#include "services/inference/domain/calibration.h"
#include "services/inference/domain/candidates.h"
#include "services/inference/domain/linear_model.h"

namespace aicc::inference {

// A held-out message of the pack, and what is known of it.
struct AnswerExample {
  std::vector<Candidate> candidates;
  std::vector<bool> right;  // By candidate: it answers the message.
  bool question = false;    // Some document answers it.
  bool barred = false;      // Not answered from documents whatever they are.
};

// What is known of the model from examples that it was not trained on.
struct AnswerQuality {
  int questions = 0;     // Examples that some document answers.
  double found = 0;      // Share of them whose best candidate is right.
  double answered = 0;   // Share of them that are answered, right or not.
  double precision = 0;  // Of all that is answered.
  double outside = 0;    // Share of the other examples that is answered.
};

// Which document answers, and how probably it is right to answer from it: two
// logistic regressions, of each candidate by itself and of the best among all,
// on the held-out predictions of the pack's examples. Immutable after
// construction.
class AnswerModel {
 public:
  struct Choice {
    std::size_t candidate = 0;          // The best one.
    std::vector<double> probabilities;  // Of each candidate by itself.
    double confidence = 0;  // The probability that the best one is right.
  };

  // REQUIRES: as many signals in each candidate.
  explicit AnswerModel(const std::vector<AnswerExample>& examples);

  // None without candidates.
  std::optional<Choice> Choose(const std::vector<Candidate>& candidates) const;

  // What confidence at least 95 % of the answers above it are right with; see
  // PrecisionThreshold().
  double threshold() const { return threshold_; }
  const AnswerQuality& quality() const { return quality_; }

  // What was said of each example by models that had not seen it; a barred one
  // scores 0.
  const std::vector<HeldOut>& held_out() const { return held_out_; }

 private:
  Calibrator each_;
  Calibrator best_;
  double threshold_ = 1;
  std::vector<HeldOut> held_out_;
  AnswerQuality quality_;
};

}  // namespace aicc::inference
