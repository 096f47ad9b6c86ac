#pragma once

#include <vector>

namespace aicc::inference {

// Statistics of a classifier's answers on examples that it has not seen.

// What was said of one held-out example.
struct HeldOut {
  double score = 0;    // How sure it was.
  bool right = false;  // Whether it was right to be.
};

// The lowest that the true share of successes may be, at 95 % confidence, after
// `right` of `count` (Clopper and Pearson 1934). 0 if count is 0.
double LowerBound(int right, int count);

// The lowest threshold such that what scores at least that much is right in at
// least `precision` of all cases, at 95 % confidence by LowerBound().
// Thresholds are tried from one that answers a fifth of the cases on to laxer
// ones, and the first that fails ends it: tests in an order fixed beforehand,
// so that trying many does not spoil the confidence (Learn then Test,
// Angelopoulos et al. 2021). If the first fails already (too few examples), the
// lowest threshold at which the held-out examples themselves have that
// precision; 0.95 if there is none.
double PrecisionThreshold(std::vector<HeldOut> held_out, double precision);

// The threshold that best tells right from wrong: most true positives less
// false positives.
double SeparatingThreshold(std::vector<HeldOut> held_out);

// The chance that a right one scores above a wrong one; 0.5 if there are none
// of either.
double AreaUnderRoc(std::vector<HeldOut> held_out);

}  // namespace aicc::inference
