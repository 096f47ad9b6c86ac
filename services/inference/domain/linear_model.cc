#include "services/inference/domain/linear_model.h"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <mutex>

namespace aicc::inference {
namespace {

struct ModelDelete {
  void operator()(model* m) const { free_and_destroy_model(&m); }
};
using ModelPtr = std::unique_ptr<model, ModelDelete>;

// Far from converged, and as good on held-out examples.
constexpr double kEpsilon = 0.5;

void Silent(const char*) {}

// Owns the nodes that a `problem` points to; the last of a row is the bias.
struct Problem {
  std::vector<feature_node> nodes;
  std::vector<feature_node*> rows;
  std::vector<double> labels;

  problem View(int features) {
    problem view{};
    view.l = static_cast<int>(rows.size());
    view.n = features + 1;
    view.y = labels.data();
    view.x = rows.data();
    view.bias = 1;
    return view;
  }
};

Problem MakeProblem(const std::vector<const FeatureVector*>& rows,
                    int features) {
  Problem made;
  std::size_t size = 0;
  for (const FeatureVector* row : rows) size += row->size() + 2;
  made.nodes.reserve(size);
  for (const FeatureVector* row : rows) {
    made.rows.push_back(made.nodes.data() + made.nodes.size());
    for (const Feature& feature : *row) {
      made.nodes.push_back(
          {feature.index + 1, static_cast<double>(feature.value)});
    }
    made.nodes.push_back({features + 1, 1});
    made.nodes.push_back({-1, 0});
  }
  return made;
}

ModelPtr Solve(Problem& made, int features, int solver, double cost,
               double epsilon) {
  // The dual solver, several times faster than the primal here, shuffles by
  // std::rand(): one training at a time, each from the same seed.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::srand(1);
  set_print_string_function(&Silent);
  const problem view = made.View(features);
  parameter how{};
  how.solver_type = solver;
  how.C = cost;
  how.eps = epsilon;
  how.p = 0.1;
  return ModelPtr(train(&view, &how));
}

}  // namespace

LinearModel LinearModel::Train(const std::vector<const FeatureVector*>& rows,
                               const std::vector<int>& labels, int classes,
                               int features, double cost) {
  Problem made = MakeProblem(rows, features);
  made.labels.assign(labels.begin(), labels.end());
  const ModelPtr trained =
      Solve(made, features, L2R_L2LOSS_SVC_DUAL, cost, kEpsilon);

  LinearModel linear;
  linear.classes_ = classes;
  const auto wide = static_cast<std::size_t>(classes);
  linear.weights_.assign(static_cast<std::size_t>(features) * wide, 0);
  linear.bias_.assign(wide, -1);  // A class without examples is never it.
  const int found = trained->nr_class;
  // Of two classes liblinear keeps one set of weights, for the first.
  const int sets = found == 2 ? 1 : found;
  for (int c = 0; c < found; ++c) {
    const auto to = static_cast<std::size_t>(trained->label[c]);
    const double sign = c < sets ? 1 : -1;
    const auto weight = [&](int feature) {
      return static_cast<float>(
          sign * trained->w[feature * sets + (c < sets ? c : 0)]);
    };
    for (int f = 0; f < features; ++f) {
      linear.weights_[static_cast<std::size_t>(f) * wide + to] = weight(f);
    }
    linear.bias_[to] = weight(features);
  }
  return linear;
}

std::vector<double> LinearModel::Scores(const FeatureVector& row) const {
  std::vector<float> sums = bias_;
  for (const Feature& feature : row) {
    const float* const weights =
        weights_.data() + static_cast<std::size_t>(feature.index) * sums.size();
    for (std::size_t c = 0; c < sums.size(); ++c) {
      sums[c] += weights[c] * feature.value;
    }
  }
  return {sums.begin(), sums.end()};
}

Calibrator Calibrator::Train(const std::vector<std::vector<double>>& rows,
                             const std::vector<bool>& labels) {
  Calibrator calibrator;
  const std::size_t wide = rows.empty() ? 0 : rows[0].size();
  const auto count = static_cast<double>(std::max<std::size_t>(rows.size(), 1));
  calibrator.mean_.assign(wide, 0);
  calibrator.scale_.assign(wide, 0);
  calibrator.weights_.assign(wide, 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < wide; ++i)
      calibrator.mean_[i] += row[i] / count;
  }
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < wide; ++i) {
      const double off = row[i] - calibrator.mean_[i];
      calibrator.scale_[i] += off * off / count;
    }
  }
  for (double& scale : calibrator.scale_) {
    scale = scale > 1e-12 ? 1 / std::sqrt(scale) : 0;
  }
  const auto yes = std::ranges::count(labels, true);
  if (yes == 0 || yes == std::ssize(labels)) {
    calibrator.bias_ = yes == 0 ? -4 : 4;  // One answer only; be sure of it.
    return calibrator;
  }

  std::vector<FeatureVector> vectors(rows.size());
  std::vector<const FeatureVector*> pointers;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < wide; ++i) {
      const double value =
          (rows[r][i] - calibrator.mean_[i]) * calibrator.scale_[i];
      vectors[r].push_back({static_cast<int>(i), static_cast<float>(value)});
    }
    pointers.push_back(&vectors[r]);
  }
  const auto features = static_cast<int>(wide);
  Problem made = MakeProblem(pointers, features);
  for (const bool label : labels) made.labels.push_back(label ? 1 : 0);
  const ModelPtr trained = Solve(made, features, L2R_LR, 1, 0.01);
  const double sign = trained->label[0] == 1 ? 1 : -1;
  for (std::size_t i = 0; i < wide; ++i) {
    calibrator.weights_[i] = sign * trained->w[i];
  }
  calibrator.bias_ = sign * trained->w[wide];
  return calibrator;
}

double Calibrator::Probability(const std::vector<double>& row) const {
  double sum = bias_;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    sum += weights_[i] * (row[i] - mean_[i]) * scale_[i];
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace aicc::inference
