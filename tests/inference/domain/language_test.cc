#include "services/inference/domain/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

TEST(LanguageTest, ParticlesAndEndingsGo) {
  EXPECT_EQ(KoreanStem(U"요금제는"), U"요금제");
  EXPECT_EQ(KoreanStem(U"일본에서는"), U"일본");
  EXPECT_EQ(KoreanStem(U"해지하려면"), U"해지");
  EXPECT_EQ(KoreanStem(U"폰을"), U"폰");
  EXPECT_EQ(KoreanStem(U"나"), U"나");
}

TEST(LanguageTest, SentencesEndAtTheirMarks) {
  EXPECT_THAT(
      SplitSentences("It is 1.5 km. Is it (really)? Yes!"),
      ::testing::ElementsAre("It is 1.5 km.", "Is it (really)?", "Yes!"));
  EXPECT_THAT(SplitSentences("하나입니다. 둘입니다."),
              ::testing::ElementsAre("하나입니다.", "둘입니다."));
}

}  // namespace
}  // namespace aicc::inference
