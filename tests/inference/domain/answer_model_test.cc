#include "services/inference/domain/answer_model.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

// Key signals; the first tells how good the candidate is.
Candidate Good(double how) {
  Candidate candidate;
  candidate.found = how;
  candidate.signals.assign(kKeySignals, 0.5);
  candidate.signals[0] = how;
  return candidate;
}

// Of ten questions eight have a candidate that stands out, and it is right;
// in two all look alike, and none is right.
std::vector<AnswerExample> Examples(int count) {
  std::vector<AnswerExample> examples;
  for (int i = 0; i < count; ++i) {
    const double noise = 0.01 * (i % 7);
    AnswerExample example;
    const bool clear = i % 10 < 8;
    example.candidates = {Good(0.2 + noise), Good(clear ? 0.9 - noise : 0.25),
                          Good(0.1 + noise)};
    example.right = {false, clear, false};
    example.question = true;
    examples.push_back(example);
  }
  return examples;
}

TEST(AnswerModelTest, TheCandidateThatStandsOutIsChosen) {
  const AnswerModel model(Examples(500));

  const auto clear = model.Choose({Good(0.15), Good(0.1), Good(0.88)});
  const auto unclear = model.Choose({Good(0.2), Good(0.21)});

  ASSERT_TRUE(clear && unclear);
  EXPECT_EQ(clear->candidate, 2u);
  EXPECT_GE(clear->confidence, model.threshold());
  EXPECT_LE(clear->confidence, 1);
  EXPECT_LT(unclear->confidence, 0.5);
  EXPECT_EQ(clear->probabilities.size(), 3u);
}

TEST(AnswerModelTest, WithoutCandidatesThereIsNoChoice) {
  EXPECT_FALSE(AnswerModel(Examples(500)).Choose({}));
}

TEST(AnswerModelTest, TheQualityIsThatOfHeldOutExamples) {
  const AnswerQuality quality = AnswerModel(Examples(500)).quality();

  EXPECT_EQ(quality.questions, 500);
  EXPECT_DOUBLE_EQ(quality.found, 0.8);
  EXPECT_GE(quality.answered, 0.75);
  EXPECT_GE(quality.precision, 0.95);
  EXPECT_EQ(quality.outside, 0);
}

TEST(AnswerModelTest, WhatIsBarredIsNeverAnswered) {
  auto examples = Examples(500);
  for (std::size_t i = 0; i < examples.size(); i += 10) {
    examples[i].barred = true;
  }

  const AnswerModel model(examples);

  for (std::size_t i = 0; i < examples.size(); i += 10) {
    EXPECT_EQ(model.held_out()[i].score, 0);
  }
  EXPECT_LE(model.quality().answered, 0.75);
}

TEST(AnswerModelTest, APackWithoutQuestionsAnswersNothing) {
  std::vector<AnswerExample> examples(100);

  const AnswerModel model(examples);

  EXPECT_FALSE(model.Choose({}));
  EXPECT_GE(model.threshold(), 0.9);
}

}  // namespace
}  // namespace aicc::inference
