#pragma once

#include <vector>

#include "services/inference/domain/features.h"

namespace aicc::inference {

// Linear classifiers by liblinear. Training is deterministic unless another
// thread draws from std::rand() meanwhile; even then the difference is slight.

// One of several classes, by one L2-regularised L2-loss SVM each.
class LinearModel {
 public:
  // REQUIRES: as many labels as rows; labels from 0, below `classes`.
  static LinearModel Train(const std::vector<const FeatureVector*>& rows,
                           const std::vector<int>& labels, int classes,
                           int features, double cost);

  // A decision value per class, about -1 (not it) to 1 (it).
  std::vector<double> Scores(const FeatureVector& row) const;

  int classes() const { return classes_; }

 private:
  int classes_ = 0;
  std::vector<float> weights_;  // By feature, then class.
  std::vector<float> bias_;     // By class.
};

// The probability of a yes, from a few dense signals: logistic regression.
class Calibrator {
 public:
  // REQUIRES: rows of equal size.
  static Calibrator Train(const std::vector<std::vector<double>>& rows,
                          const std::vector<bool>& labels);

  double Probability(const std::vector<double>& row) const;

 private:
  std::vector<double> mean_;
  std::vector<double> scale_;
  std::vector<double> weights_;
  double bias_ = 0;
};

}  // namespace aicc::inference
