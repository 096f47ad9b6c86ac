#include "services/inference/domain/answer_model.h"

#include <algorithm>
#include <cmath>

namespace aicc::inference {
namespace {

using Examples = std::vector<AnswerExample>;

constexpr std::size_t kFolds = 5;
constexpr std::size_t kNoFold = kFolds;
constexpr double kPrecision = 0.95;
// Documents of one intent are as probable as each other: among those that have
// this share of the highest probability, the best sentence decides.
constexpr double kAlmost = 0.8;

struct Rows {
  std::vector<std::vector<double>> signals;
  std::vector<bool> right;

  Calibrator Train() const { return Calibrator::Train(signals, right); }
};

// Learns from all examples but those of `fold`.
Calibrator LearnEach(const Examples& examples, std::size_t fold) {
  Rows rows;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (i % kFolds == fold || examples[i].barred) continue;
    for (std::size_t c = 0; c < examples[i].candidates.size(); ++c) {
      rows.signals.push_back(examples[i].candidates[c].signals);
      rows.right.push_back(examples[i].right[c]);
    }
  }
  return rows.Train();
}

AnswerModel::Choice BestOf(const std::vector<Candidate>& candidates,
                           const Calibrator& each) {
  AnswerModel::Choice choice;
  for (const Candidate& candidate : candidates) {
    choice.probabilities.push_back(each.Probability(candidate.signals));
  }
  const double most = std::ranges::max(choice.probabilities);
  double best = -1;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (choice.probabilities[c] < kAlmost * most) continue;
    const double score =
        Retriever::Boosted(candidates[c].found, choice.probabilities[c]);
    if (score > best) choice.candidate = c;
    best = std::max(best, score);
  }
  return choice;
}

double Logit(double probability) {
  const double p = std::clamp(probability, 0.001, 0.999);
  return std::log(p / (1 - p));
}

// What the best candidate looks like among the others.
std::vector<double> BestSignals(const std::vector<Candidate>& candidates,
                                const AnswerModel::Choice& choice) {
  double second = 0;
  double others = 0;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (c == choice.candidate) continue;
    second = std::max(second, choice.probabilities[c]);
    others += choice.probabilities[c];
  }
  const double best = choice.probabilities[choice.candidate];
  const std::vector<double>& own = candidates[choice.candidate].signals;
  std::vector<double> signals = own;
  const double lead = Logit(best) - Logit(second);
  signals.insert(signals.end(),
                 {Logit(best), best, lead, best / (best + others + 1e-9)});
  for (std::size_t key = 0; key < kKeySignals; ++key) {
    signals.push_back(own[key] * Logit(best));
  }
  return signals;
}

double Share(int part, int all) {
  return all > 0 ? static_cast<double>(part) / all : 0;
}

AnswerQuality QualityOf(const Examples& examples,
                        const std::vector<HeldOut>& held_out,
                        double threshold) {
  int questions = 0;
  int others = 0;
  int found = 0;
  int answered = 0;
  int right = 0;
  int outside = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const bool said = held_out[i].score >= threshold;
    right += said && held_out[i].right ? 1 : 0;
    if (!examples[i].question) {
      ++others;
      outside += said ? 1 : 0;
      continue;
    }
    ++questions;
    found += held_out[i].right ? 1 : 0;
    answered += said ? 1 : 0;
  }
  return {questions, Share(found, questions), Share(answered, questions),
          Share(right, answered + outside), Share(outside, others)};
}

}  // namespace

AnswerModel::AnswerModel(const Examples& examples)
    : each_(LearnEach(examples, kNoFold)) {
  // The best candidates, chosen by models that had not seen the example.
  std::vector<std::vector<double>> signals(examples.size());
  held_out_.resize(examples.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const Calibrator each = LearnEach(examples, fold);
    for (std::size_t i = fold; i < examples.size(); i += kFolds) {
      const auto& candidates = examples[i].candidates;
      if (candidates.empty()) continue;
      const Choice choice = BestOf(candidates, each);
      signals[i] = BestSignals(candidates, choice);
      held_out_[i].right = examples[i].right[choice.candidate];
    }
  }
  const auto learn_best = [&](std::size_t fold) {
    Rows rows;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (i % kFolds == fold || examples[i].barred) continue;
      if (signals[i].empty()) continue;
      rows.signals.push_back(signals[i]);
      rows.right.push_back(held_out_[i].right);
    }
    return rows.Train();
  };
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const Calibrator best = learn_best(fold);
    for (std::size_t i = fold; i < examples.size(); i += kFolds) {
      if (examples[i].barred || signals[i].empty()) continue;
      held_out_[i].score = best.Probability(signals[i]);
    }
  }
  best_ = learn_best(kNoFold);
  std::vector<HeldOut> asked;  // What is barred needs no confidence.
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (!examples[i].barred) asked.push_back(held_out_[i]);
  }
  threshold_ = PrecisionThreshold(asked, kPrecision);
  quality_ = QualityOf(examples, held_out_, threshold_);
}

std::optional<AnswerModel::Choice> AnswerModel::Choose(
    const std::vector<Candidate>& candidates) const {
  if (candidates.empty()) return std::nullopt;
  Choice choice = BestOf(candidates, each_);
  choice.confidence = best_.Probability(BestSignals(candidates, choice));
  return choice;
}

}  // namespace aicc::inference
