#include "services/summary/domain/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aicc::summary {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SplitSentencesTest, CutsAtStopsButNotWithinNumbersOrAddresses) {
  EXPECT_THAT(SplitSentences("It is 3.5 GB. See a.example.com! Really?"),
              ElementsAre("It is 3.5 GB.", "See a.example.com!", "Really?"));
}

TEST(SplitSentencesTest, CutsKoreanTranscriptsThatHaveNoStops) {
  EXPECT_THAT(
      SplitSentences("오늘 아침부터 전화도 안 되고 인터넷도 안 돼요 "
                     "지금 옆집 전화를 빌려서 거는 거예요 빨리 고쳐 주세요"),
      ElementsAre("오늘 아침부터 전화도 안 되고 인터넷도 안 돼요",
                  "지금 옆집 전화를 빌려서 거는 거예요", "빨리 고쳐 주세요"));
}

TEST(SplitSentencesTest, GivesNothingForWhatHasNoWords) {
  EXPECT_THAT(SplitSentences("  ... ?! \n 😀"), IsEmpty());
}

TEST(WordsTest, DropsApostrophesAndCase) {
  EXPECT_THAT(Words("I can't pay 11,000원!"),
              ElementsAre("i", "cant", "pay", "11", "000원"));
}

TEST(WordsTest, SurvivesBrokenUtf8) {
  EXPECT_NO_THROW(Words("\xF0\x9F\x98 abc \xFF\xC3"));
  EXPECT_NO_THROW(SplitSentences("\xEC\x95. \x80\x80"));
  EXPECT_NO_THROW(Shorten("\xEC\x95\xEC\x95\xEC\x95\xEC\x95\xEC", 2));
}

TEST(StemTest, TakesOffEndingsAndParticles) {
  EXPECT_EQ(Stem("charges"), Stem("charged"));
  EXPECT_EQ(Stem("stopped"), Stem("stop"));
  EXPECT_EQ(Stem("요금제를"), "요금제");
  EXPECT_EQ(Stem("로밍은"), "로밍");
}

TEST(ShortenTest, EndsAtAWordWithinTheLimit) {
  const std::string cut = Shorten("the quick brown fox jumps", 16);

  EXPECT_EQ(cut, "the quick brown…");
  EXPECT_LE(CodePointCount(cut), 16u);
}

TEST(ShortenTest, NeverCutsACodePoint) {
  EXPECT_EQ(Shorten("가나다라마바사", 4), "가나다…");
}

}  // namespace
}  // namespace aicc::summary
