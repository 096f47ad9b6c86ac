// Floors a little under what was measured, so that recognisers do not rot.

#include <gtest/gtest.h>

#include "tests/eval/pii_score.h"

namespace aicc::inference {
namespace {

PiiScore ScoreOf(const std::string& name) {
  PiiScore score;
  for (const auto& row :
       ReadLabelled(std::string(AICC_SOURCE_DIR) + "/tests/eval/pii/" + name)) {
    AddTo(score, row);
  }
  return score;
}

class LabelledTest : public testing::TestWithParam<const char*> {};

TEST_P(LabelledTest, NearlyAllIsFoundAndLittleElse) {
  const PiiScore score = ScoreOf(GetParam());

  EXPECT_GE(score.Total().recall(), 0.98);
  EXPECT_GE(score.Total().precision(), 0.99);
  for (const auto& [type, of_type] : score.types) {
    EXPECT_GE(of_type.recall(), 0.93) << type;
  }
}

TEST_P(LabelledTest, NumbersAndMailboxesAreFound) {
  const auto six =
      ScoreOf(GetParam()).Of({"EMAIL", "CARD", "PHONE", "SSN", "IBAN", "IP"});

  EXPECT_GE(six.recall(), 0.99);
  EXPECT_GE(six.precision(), 0.99);
}

INSTANTIATE_TEST_SUITE_P(Val, LabelledTest,
                         testing::Values("ko_val.jsonl", "en_val.jsonl",
                                         "ko_fresh_val.jsonl",
                                         "en_fresh_val.jsonl"));

class StrangersTest : public testing::TestWithParam<const char*> {};

TEST_P(StrangersTest, NearlyAllIsFoundAndLittleElse) {
  const PiiScore score = ScoreOf(GetParam());

  EXPECT_GE(score.Total().recall(), 0.97);
  EXPECT_GE(score.Total().precision(), 0.98);
}

INSTANTIATE_TEST_SUITE_P(Val, StrangersTest,
                         testing::Values("ko_second_val.jsonl",
                                         "en_second_val.jsonl"));

}  // namespace
}  // namespace aicc::inference
