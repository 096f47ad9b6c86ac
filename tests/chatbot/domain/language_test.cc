#include "services/chatbot/domain/language.h"

#include <gtest/gtest.h>

namespace aicc::chatbot {
namespace {

TEST(LanguageTest, HangulIsKoreanWhateverTheContact) {
  EXPECT_EQ(LanguageOf("로밍 요금 얼마예요?", "en"), "ko");
  EXPECT_EQ(LanguageOf("eSIM 비용", "en"), "ko");
}

TEST(LanguageTest, ASentenceInLatinLettersIsEnglish) {
  EXPECT_EQ(LanguageOf("How much is roaming?", "ko"), "en");
  EXPECT_EQ(LanguageOf("I don't know", "ko"), "en");
}

TEST(LanguageTest, ANameOrASignTellsNothing) {
  EXPECT_EQ(LanguageOf("5G Premium", "ko"), "ko");
  EXPECT_EQ(LanguageOf("eSIM?", "en"), "en");
  EXPECT_EQ(LanguageOf("", "ko"), "ko");
  EXPECT_EQ(LanguageOf("???", "en"), "en");
}

}  // namespace
}  // namespace aicc::chatbot
