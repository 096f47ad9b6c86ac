#include "services/inference/domain/intent_model.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <numeric>
#include <utility>

namespace aicc::inference {
namespace {

constexpr int kFolds = 5;
constexpr double kCost = 1.0;
// Of the in-scope messages, taken for out of scope.
constexpr double kMaxLost = 0.05;
// How much the likest sentence counts beside the linear model, and how sharply
// the votes become shares; chosen on held-out examples. The likest example does
// not make the ranking better, only the confidence.
constexpr double kEvidenceWeight = 1.75;
constexpr double kSharpness = 4.0;

std::vector<const RawFeatures*> FeaturesOf(
    const std::vector<const Sample*>& samples) {
  std::vector<const RawFeatures*> features;
  for (const Sample* sample : samples) features.push_back(&sample->features);
  return features;
}

double Combined(const Votes& votes, std::size_t c) {
  return votes.linear[c] + kEvidenceWeight * votes.evidence[c];
}

// The intents, best first, without the class "none".
std::vector<int> Ranked(const Votes& votes) {
  std::vector<int> order(votes.linear.size() - 1);
  std::iota(order.begin(), order.end(), 0);
  // By score, and among equals by number, so that it is the same everywhere.
  std::ranges::sort(order, {}, [&](int c) {
    return std::pair(-Combined(votes, static_cast<std::size_t>(c)), c);
  });
  return order;
}

// How much `scores` prefers `top` to the best other class.
double Lead(const std::vector<double>& scores, std::size_t top) {
  double other = 0;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    if (c != top) other = std::max(other, scores[c]);
  }
  return scores[top] - other;
}

// The logarithm of the share of `top` among all classes.
double LogShare(const Votes& votes, std::size_t top) {
  double others = 0;
  for (std::size_t c = 0; c < votes.linear.size(); ++c) {
    others +=
        std::exp(kSharpness * (Combined(votes, c) - Combined(votes, top)));
  }
  return -std::log(others);
}

// What the calibrators see.
std::vector<double> Signals(const Votes& votes, const std::vector<int>& order) {
  const auto top = static_cast<std::size_t>(order[0]);
  const auto second = static_cast<std::size_t>(order[order.size() > 1 ? 1 : 0]);
  const std::size_t none = votes.linear.size() - 1;
  const double best = Combined(votes, top);
  return {best,
          best - Combined(votes, second),
          best - Combined(votes, none),
          votes.linear[top],
          votes.linear[none],
          votes.similarity[top],
          votes.similarity[none],
          votes.evidence[top],
          Lead(votes.similarity, top),
          Lead(votes.evidence, top),
          LogShare(votes, top),
          votes.known};
}

// Where few in-scope messages are lost; what is out of scope and still below
// it has the confidence to pass, whose threshold counts it as an error.
double OutOfScopeThreshold(const std::vector<HeldOut>& inside) {
  std::vector<double> outside;  // The in-scope ones' scores, worst first.
  for (const HeldOut& one : inside) {
    if (one.right) outside.push_back(1 - one.score);
  }
  std::ranges::sort(outside, std::greater());
  const double best = 1 - SeparatingThreshold(inside);
  if (outside.empty()) return best;
  const auto lost = kMaxLost * static_cast<double>(outside.size());
  return std::clamp(outside[static_cast<std::size_t>(lost)], best, 0.9);
}

std::vector<const Sample*> All(const std::vector<Sample>& samples) {
  std::vector<const Sample*> all;
  for (const Sample& sample : samples) all.push_back(&sample);
  return all;
}

std::vector<const Sample*> Examples(const std::vector<Sample>& samples) {
  std::vector<const Sample*> examples;
  for (const Sample& sample : samples) {
    if (sample.role == SampleRole::kExample) examples.push_back(&sample);
  }
  return examples;
}

// The fold of each sample, so that every class is spread over all; -1 for what
// is always in training.
std::vector<int> Folds(const std::vector<Sample>& samples, int intents) {
  std::vector<int> seen(static_cast<std::size_t>(intents) + 1, 0);
  std::vector<int> folds;
  for (const Sample& sample : samples) {
    int& count = sample.intent == kOutOfScope
                     ? seen.back()
                     : seen[static_cast<std::size_t>(sample.intent)];
    folds.push_back(sample.role == SampleRole::kExample ? count++ % kFolds
                                                        : -1);
  }
  return folds;
}

// The votes for the examples, each by a classifier that had not seen it.
std::vector<Votes> CrossValidate(const std::vector<Sample>& samples,
                                 int intents) {
  const std::vector<int> folds = Folds(samples, intents);
  std::vector<Votes> votes(samples.size());
  const auto run = [&](int fold) {
    std::vector<const Sample*> rest;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (folds[i] != fold) rest.push_back(&samples[i]);
    }
    const IntentCore core(rest, intents);
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (folds[i] == fold) votes[i] = core.Vote(samples[i].features);
    }
  };
  // Side by side: the folds share nothing but what they only read.
  std::vector<std::future<void>> running;
  for (int fold = 0; fold < kFolds; ++fold) {
    running.push_back(std::async(std::launch::async, run, fold));
  }
  for (std::future<void>& fold : running) fold.get();
  std::vector<Votes> of_examples;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (folds[i] >= 0) of_examples.push_back(std::move(votes[i]));
  }
  return of_examples;
}

}  // namespace

std::vector<double> Combined(const Votes& votes) {
  std::vector<double> combined;
  for (std::size_t c = 0; c < votes.linear.size(); ++c) {
    combined.push_back(Combined(votes, c));
  }
  return combined;
}

IntentCore::IntentCore(const std::vector<const Sample*>& samples, int intents)
    : classes_(intents + 1), vectorizer_(FeaturesOf(samples)) {
  std::vector<FeatureVector> vectors;
  std::vector<const FeatureVector*> rows;
  std::vector<int> labels;
  vectors.reserve(samples.size());
  for (const Sample* sample : samples) {
    vectors.push_back(vectorizer_.Vectorize(sample->features));
    class_of_.push_back(sample->intent == kOutOfScope ? intents
                                                      : sample->intent);
    role_of_.push_back(sample->role);
    if (sample->role == SampleRole::kEvidence) continue;
    rows.push_back(&vectors.back());
    labels.push_back(class_of_.back());
  }
  const int features = vectorizer_.feature_count();
  linear_ = LinearModel::Train(rows, labels, classes_, features, kCost);

  first_.assign(static_cast<std::size_t>(features) + 1, 0);
  for (const FeatureVector& vector : vectors) {
    for (const Feature& f : vector) ++first_[static_cast<std::size_t>(f.index)];
  }
  std::exclusive_scan(first_.begin(), first_.end(), first_.begin(),
                      std::size_t{0});
  postings_.resize(first_.back());
  std::vector<std::size_t> next = first_;
  for (std::size_t s = 0; s < vectors.size(); ++s) {
    for (const Feature& f : vectors[s]) {
      postings_[next[static_cast<std::size_t>(f.index)]++] = {
          static_cast<int>(s), f.value};
    }
  }
}

Votes IntentCore::Vote(const RawFeatures& features) const {
  Votes votes;
  const FeatureVector row = vectorizer_.Vectorize(features, &votes.known);
  votes.linear = linear_.Scores(row);
  std::vector<float> cosine(class_of_.size(), 0);
  for (const Feature& f : row) {
    const auto index = static_cast<std::size_t>(f.index);
    for (std::size_t p = first_[index]; p < first_[index + 1]; ++p) {
      cosine[static_cast<std::size_t>(postings_[p].sample)] +=
          postings_[p].value * f.value;
    }
  }
  votes.similarity.assign(static_cast<std::size_t>(classes_), 0);
  votes.evidence.assign(static_cast<std::size_t>(classes_), 0);
  for (std::size_t s = 0; s < cosine.size(); ++s) {
    auto& of = role_of_[s] == SampleRole::kEvidence ? votes.evidence
                                                    : votes.similarity;
    double& best = of[static_cast<std::size_t>(class_of_[s])];
    best = std::max(best, static_cast<double>(cosine[s]));
  }
  return votes;
}

IntentModel::IntentModel(const std::vector<Sample>& samples, int intents,
                         const Alike& alike)
    : core_(All(samples), intents) {
  const std::vector<Votes> votes = CrossValidate(samples, intents);
  const std::vector<const Sample*> examples = Examples(samples);
  std::vector<std::vector<double>> signals;
  std::vector<bool> right;
  std::vector<bool> outside;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const std::vector<int> order = Ranked(votes[i]);
    signals.push_back(Signals(votes[i], order));
    const int intent = examples[i]->intent;
    right.push_back(order[0] == intent ||
                    (intent != kOutOfScope && alike(order[0], intent)));
    outside.push_back(examples[i]->intent == kOutOfScope);
  }
  right_ = Calibrator::Train(signals, right);
  outside_ = Calibrator::Train(signals, outside);
  for (const Votes& vote : votes) held_out_.push_back(Calibrated(vote));
  SetThreshold(examples);
}

void IntentModel::SetThreshold(const std::vector<const Sample*>& examples) {
  std::vector<HeldOut> inside;  // "Right" is in scope.
  int exact = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const Prediction& said = held_out_[i];
    inside.push_back(
        {1 - said.out_of_scope, examples[i]->intent != kOutOfScope});
    if (!inside.back().right) continue;
    ++quality_.examples;
    exact += said.intents[0] == examples[i]->intent ? 1 : 0;
  }
  out_of_scope_threshold_ = OutOfScopeThreshold(inside);
  quality_.auroc = AreaUnderRoc(inside);
  quality_.accuracy = exact / std::max(1.0, 1.0 * quality_.examples);
}

Prediction IntentModel::Predict(const RawFeatures& features) const {
  return Calibrated(core_.Vote(features));
}

Prediction IntentModel::Calibrated(const Votes& votes) const {
  Prediction prediction;
  prediction.intents = Ranked(votes);
  const std::vector<double> signals = Signals(votes, prediction.intents);
  const double top = right_.Probability(signals);
  prediction.out_of_scope = outside_.Probability(signals);
  prediction.votes = votes;

  // The best has its calibrated probability; the others share what is left.
  std::vector<double> shares;
  double total = 0;
  for (const int intent : prediction.intents) {
    const auto c = static_cast<std::size_t>(intent);
    shares.push_back(std::exp(kSharpness * Combined(votes, c)));
    total += shares.back();
  }
  const double others = total - shares[0];
  prediction.confidence.push_back(top);
  for (std::size_t i = 1; i < shares.size(); ++i) {
    const double share = others > 0 ? (1 - top) * shares[i] / others : 0;
    prediction.confidence.push_back(std::min(share, top));
  }
  return prediction;
}

}  // namespace aicc::inference
