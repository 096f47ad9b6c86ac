#include "common/korean.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace aicc {
namespace {

TEST(KoreanTest, ASyllableTellsWhetherItEndsInAConsonant) {
  EXPECT_TRUE(EndsInConsonant("확인 전화 예정"));
  EXPECT_TRUE(EndsInConsonant("요금제 변경하는 방법"));
  EXPECT_TRUE(EndsInConsonant("서울"));
  EXPECT_FALSE(EndsInConsonant("환불해 주세요"));
  EXPECT_FALSE(EndsInConsonant("안 됩니다"));
  EXPECT_FALSE(EndsInConsonant("가"));
}

TEST(KoreanTest, WhatIsNotReadIsPassedOver) {
  for (const std::string_view after : {".", "?!", " ", "…", "\"", "'", "」",
                                       ")", " ㅠㅠ", "ㅋㅋ", " 😀", "*"}) {
    EXPECT_TRUE(EndsInConsonant("예정" + std::string(after))) << after;
    EXPECT_FALSE(EndsInConsonant("주세요" + std::string(after))) << after;
  }
}

TEST(KoreanTest, DigitsGoByTheirKoreanNames) {
  for (const std::string_view consonant : {"0", "1", "3", "6", "7", "8", "100"})
    EXPECT_TRUE(EndsInConsonant(consonant)) << consonant;
  for (const std::string_view vowel : {"2", "4", "5", "9", "1544", "50%"})
    EXPECT_FALSE(EndsInConsonant(vowel)) << vowel;
}

TEST(KoreanTest, LettersGoByTheirNamesAndWordsByTheirEnd) {
  for (const std::string_view consonant :
       {"URL", "SIM", "PIN", "VR", "roaming", "hotel"})
    EXPECT_TRUE(EndsInConsonant(consonant)) << consonant;
  for (const std::string_view vowel : {"LTE", "5G", "eSIM QR code", "router"})
    EXPECT_FALSE(EndsInConsonant(vowel)) << vowel;
}

TEST(KoreanTest, NothingToReadEndsInNoConsonant) {
  for (const std::string_view text : {"", " ", "?", "ㅋㅋ", "\x80\x80", "\xEC"})
    EXPECT_FALSE(EndsInConsonant(text)) << text;
}

}  // namespace
}  // namespace aicc
