#pragma once

#include <functional>
#include <vector>

#include "services/inference/domain/calibration.h"
#include "services/inference/domain/features.h"
#include "services/inference/domain/linear_model.h"

namespace aicc::inference {

// What a text of the pack is to the model.
enum class SampleRole {
  kExample,   // What a customer may write.
  kName,      // Of an intent or of its document: a hint to train on.
  kEvidence,  // A sentence of its document: looked at, not trained on.
};

// One text. `intent` is an index, or kOutOfScope.
struct Sample {
  RawFeatures features;
  int intent = 0;
  SampleRole role = SampleRole::kExample;
};
inline constexpr int kOutOfScope = -1;

// What a classifier says of a message, before calibration: for each intent, and
// last for "none of them", how the linear model, the likest example and the
// likest sentence of its documents vote.
struct Votes {
  std::vector<double> linear;      // Decision values.
  std::vector<double> similarity;  // Cosine to the likest example.
  std::vector<double> evidence;    // Cosine to the likest sentence.
  double known = 0;                // Share of the message seen in training.
};

// An uncalibrated classifier: linear SVMs, and nearest texts.
class IntentCore {
 public:
  IntentCore(const std::vector<const Sample*>& samples, int intents);

  Votes Vote(const RawFeatures& features) const;

 private:
  struct Posting {
    int sample;
    float value;
  };

  int classes_;  // Intents and "none".
  Vectorizer vectorizer_;
  LinearModel linear_;
  std::vector<int> class_of_;        // By sample.
  std::vector<SampleRole> role_of_;  // By sample.
  // By feature, the samples that have it: postings_[first_[f] … first_[f+1]).
  std::vector<std::size_t> first_;
  std::vector<Posting> postings_;
};

// How much the votes favour each class, by class.
std::vector<double> Combined(const Votes& votes);

struct Prediction {
  std::vector<int> intents;        // Best first, all of them.
  std::vector<double> confidence;  // Theirs; they add up to at most 1.
  double out_of_scope = 0;         // Probability.
  Votes votes;                     // What it was made of.
};

// What is known of the model from examples that it was not trained on.
struct IntentQuality {
  int examples = 0;     // In scope.
  double accuracy = 0;  // Of the best intent, in scope.
  double auroc = 0.5;   // In scope against out of scope.
};

// Says what a message wants. Trained in the constructor from a pack's examples,
// and calibrated there by 5-fold cross-validation: confidence is the
// probability of leading to the right documents. One model for all locales:
// customers mix them, and it did better on held-out examples than one a locale.
// Immutable after construction, but for ForgetHeldOut().
class IntentModel {
 public:
  // Whether it does no harm to take the first intent for the second, because
  // both are answered from the same document.
  using Alike = std::function<bool(int, int)>;

  // REQUIRES: each intent has examples.
  IntentModel(const std::vector<Sample>& samples, int intents,
              const Alike& alike);

  Prediction Predict(const RawFeatures& features) const;

  double out_of_scope_threshold() const { return out_of_scope_threshold_; }
  const IntentQuality& quality() const { return quality_; }

  // The predictions for the samples that are examples, in their order, each by
  // a model that had not seen it.
  const std::vector<Prediction>& held_out() const { return held_out_; }
  // They are large, and of no use once all is calibrated.
  void ForgetHeldOut() { held_out_ = {}; }

 private:
  Prediction Calibrated(const Votes& votes) const;
  void SetThreshold(const std::vector<const Sample*>& examples);

  IntentCore core_;
  Calibrator right_;
  Calibrator outside_;
  double out_of_scope_threshold_ = 0.5;
  IntentQuality quality_;
  std::vector<Prediction> held_out_;
};

}  // namespace aicc::inference
