#include "common/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/english.h"

namespace aicc {
namespace {

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : Tokenize(FoldText(text))) {
    words.push_back(EncodeUtf8(token.text));
  }
  return words;
}

TEST(TextTest, BytesThatAreNotUtf8BecomeReplacements) {
  EXPECT_EQ(DecodeUtf8("a\xFF\xC3(", 10), U"a\uFFFD\uFFFD(");
  EXPECT_EQ(FindInvalidUtf8("가a\xFF"), 4u);
  EXPECT_EQ(FindInvalidUtf8("가나다"), std::string_view::npos);
}

TEST(TextTest, DecodingStopsAtTheLimit) {
  EXPECT_EQ(DecodeUtf8("가나다라", 2), U"가나");
}

TEST(TextTest, FoldingMakesOneFormOfMany) {
  EXPECT_EQ(FoldText("ＬＴＥ"), U"lte");
  EXPECT_EQ(FoldText("로밍"), U"로밍");
  EXPECT_EQ(FoldText("\u1105\u1169\u1106\u1175\u11BC"), U"로밍");  // NFD
  EXPECT_EQ(FoldText("Türkiye"), U"turkiye");
  EXPECT_EQ(FoldText("a\t\u00A0b"), U"a  b");
  EXPECT_EQ(FoldText("ㅋㅋ"), U"ㅋㅋ");
}

TEST(TextTest, FoldingKnowsWhereItCameFrom) {
  const Folded folded = Fold(U"\u1105\u1169\u1106\u1175\u11BCＡ");

  ASSERT_EQ(folded.text, U"로밍a");
  EXPECT_THAT(folded.start, ::testing::ElementsAre(0, 2, 5));
  EXPECT_THAT(folded.end, ::testing::ElementsAre(2, 5, 6));
}

TEST(TextTest, TokensEndWhereTheScriptDoes) {
  EXPECT_THAT(Words("5G요금제 11,000원, eSIM!"),
              ::testing::ElementsAre("5g", "요금제", "11000", "원", "esim"));
  EXPECT_THAT(Words("I don't use e-SIM or Wi-Fi; sign-up's easy"),
              ::testing::ElementsAre("i", "dont", "use", "esim", "or", "wifi",
                                     "sign", "up", "easy"));
}

TEST(TextTest, TheLocaleIsToldByTheLetters) {
  EXPECT_EQ(DetectLocale(FoldText("5G Standard 요금제 얼마예요")), "ko");
  EXPECT_EQ(DetectLocale(FoldText("How much is it?")), "en");
  EXPECT_EQ(DetectLocale(FoldText("")), "en");
}

TEST(EnglishTest, EnglishWordsLoseTheirEndings) {
  EXPECT_EQ(EnglishStem(U"cancelling"), EnglishStem(U"cancelled"));
  EXPECT_EQ(EnglishStem(U"5g"), U"5g");
}

}  // namespace
}  // namespace aicc
