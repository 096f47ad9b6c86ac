#include "services/inference/domain/calibration.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

std::vector<HeldOut> Cases(int count, int wrong_below) {
  std::vector<HeldOut> cases;
  for (int i = 0; i < count; ++i) {
    cases.push_back({static_cast<double>(i) / count, i >= wrong_below});
  }
  return cases;
}

TEST(CalibrationTest, TheBoundIsThatOfClopperAndPearson) {
  // By the tables: 59 of 59 are the fewest that prove 95 %.
  EXPECT_GE(LowerBound(59, 59), 0.95);
  EXPECT_LT(LowerBound(58, 58), 0.95);
  EXPECT_NEAR(LowerBound(90, 100), 0.8363, 0.0005);
  EXPECT_EQ(LowerBound(0, 10), 0);
  EXPECT_EQ(LowerBound(0, 0), 0);
}

TEST(CalibrationTest, TheThresholdKeepsItsPrecision) {
  const auto cases = Cases(1'000, 500);

  const double threshold = PrecisionThreshold(cases, 0.95);

  // Just below 0.5, where a few wrong ones are within the bound.
  EXPECT_LT(threshold, 0.5);
  EXPECT_GT(threshold, 0.45);
}

TEST(CalibrationTest, WhatCannotBeProvenFallsBackToThePlainShare) {
  EXPECT_NEAR(PrecisionThreshold(Cases(50, 20), 0.95), 0.38, 0.03);
}

TEST(CalibrationTest, NoUsefulThresholdAnswersAlmostNothing) {
  std::vector<HeldOut> cases(100, HeldOut{0.9, false});

  EXPECT_GE(PrecisionThreshold(cases, 0.95), 0.95);
}

TEST(CalibrationTest, TheSeparatingThresholdLiesBetween) {
  const double threshold = SeparatingThreshold(
      {{0.1, false}, {0.2, false}, {0.7, true}, {0.9, true}});

  EXPECT_GT(threshold, 0.2);
  EXPECT_LT(threshold, 0.7);
}

TEST(CalibrationTest, TheAreaCountsPairsAndHalvesTies) {
  EXPECT_EQ(AreaUnderRoc({{0.1, false}, {0.9, true}}), 1);
  EXPECT_EQ(AreaUnderRoc({{0.9, false}, {0.1, true}}), 0);
  EXPECT_EQ(AreaUnderRoc({{0.5, false}, {0.5, true}}), 0.5);
  EXPECT_EQ(AreaUnderRoc({}), 0.5);
}

}  // namespace
}  // namespace aicc::inference
