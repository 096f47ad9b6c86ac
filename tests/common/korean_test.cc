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

TEST(KoreanTest, ParticlesGoIfTheyAgreeWithWhatIsBeforeThem) {
  for (const auto& [word, noun] :
       std::initializer_list<std::pair<CodesView, CodesView>>{
           {U"요금제를", U"요금제"},
           {U"할인은", U"할인"},
           {U"서울로", U"서울"},
           {U"휴대폰으로", U"휴대폰"},
           {U"매장에서는", U"매장"},
           {U"요금제까지만은", U"요금제"},
           {U"나이", U"나이"},
           {U"나이가", U"나이"},
           {U"와이파이", U"와이파이"},
           {U"문의", U"문의"},
           {U"문의를", U"문의"},
           {U"도로를", U"도로"},
           {U"고속도로를", U"고속도로"},
           {U"폰을", U"폰을"},
           {U"을", U"을"},
           {U"", U""},
       }) {
    EXPECT_EQ(WithoutParticles(word), noun) << EncodeUtf8(word);
  }
  EXPECT_EQ(WithoutParticles(U"폰을", 1), U"폰");
}

TEST(KoreanTest, AWordOfOneSyllableIsToldWithItsParticle) {
  EXPECT_EQ(OnlySyllable(U"폰"), U'폰');
  EXPECT_EQ(OnlySyllable(U"폰을"), U'폰');
  EXPECT_EQ(OnlySyllable(U"폰으로"), U'폰');
  EXPECT_EQ(OnlySyllable(U"집에서"), U'집');
  for (const CodesView word : {U"나이", U"마을", U"문의", U"속도", U"요금제"}) {
    EXPECT_EQ(OnlySyllable(word), std::nullopt) << EncodeUtf8(word);
  }
}

TEST(KoreanTest, ParticlesCanStandAfterLatinWords) {
  EXPECT_TRUE(IsParticle(U"로"));
  EXPECT_TRUE(IsParticle(U"에서는"));
  EXPECT_FALSE(IsParticle(U"칩"));
  EXPECT_FALSE(IsParticle(U"요금제를"));
}

}  // namespace
}  // namespace aicc
