#include "services/inference/domain/splice.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

constexpr char kSaid[] =
    "로밍 하루 요금제는 하루 11,000원이고, 앱의 로밍 메뉴에서 출국 전에";
constexpr char kRest[] = " 신청하실 수 있습니다.";

// What is new of `text`, given in pieces of `size` bytes; "MISFIT" if it does
// not fit.
std::string Joined(std::string_view text, std::size_t size, bool goes_on,
                   std::string_view said = kSaid) {
  Splice splice(std::string(said), goes_on);
  std::string joined;
  for (std::size_t at = 0; at < text.size(); at += size) {
    const auto rest = splice.Feed(text.substr(at, size));
    if (!rest) return "MISFIT";
    joined += *rest;
  }
  const auto rest = splice.Finish();
  return rest ? joined + *rest : "MISFIT";
}

TEST(SpliceTest, AnAnswerThatBeginsAnewGoesOnWhereTheFirstBrokeOff) {
  const std::string anew = std::string(kSaid) + kRest;

  for (std::size_t size = 1; size <= anew.size(); ++size) {
    EXPECT_EQ(Joined(anew, size, false), kRest) << size;
    EXPECT_EQ(Joined(anew, size, true), kRest) << size;
  }
}

TEST(SpliceTest, LastWordsThatComeAgainAreNotSaidTwice) {
  const std::string again = "\n" + std::string(LastWords(kSaid)) + kRest;

  for (std::size_t size = 1; size <= again.size(); ++size) {
    EXPECT_EQ(Joined(again, size, false), kRest) << size;
  }
}

TEST(SpliceTest, MoreThanTheLastWordsFitsOrNotHoweverItIsCut) {
  const std::string said = "하나. " + std::string(kSaid) + " 미리";
  const std::string again =
      said.substr(said.find(' ') + 1) + kRest + std::string(100, '.');
  const std::string whole = Joined(again, again.size(), false, said);

  for (std::size_t size = 1; size <= again.size(); ++size) {
    EXPECT_EQ(Joined(again, size, false, said), whole) << size;
  }
}

TEST(SpliceTest, WhatAModelGoesOnWithFitsAsItIs) {
  for (const std::size_t size : {1u, 5u, 100u}) {
    EXPECT_EQ(Joined(kRest, size, true), kRest) << size;
  }
}

TEST(SpliceTest, WhatAModelThatGoesOnRepeatsIsNotSaidTwice) {
  const std::string said(kSaid);
  const std::string last = said.substr(said.size() - 30);

  EXPECT_EQ(Joined(last + " 그리고 앱에서도 됩니다.", 7, true),
            " 그리고 앱에서도 됩니다.");
}

TEST(SpliceTest, AnotherAnswerDoesNotFit) {
  const std::string other =
      "로밍 하루 요금제는 하루 12,000원이며 공항에서 신청하실 수 있습니다. "
      "자세한 것은 고객센터로 문의해 주시기 바랍니다.";

  EXPECT_EQ(Joined(other, 7, false), "MISFIT");
  EXPECT_EQ(Joined(other, 7, true), "MISFIT");
}

TEST(SpliceTest, ARestThatNothingTiesToTheBeginningDoesNotFit) {
  EXPECT_EQ(
      Joined("네, 이어서 말씀드리겠습니다. 신청하실 수 있습니다. 그리고 더 "
             "궁금하신 점은 언제든지 물어보십시오.",
             9, false),
      "MISFIT");
}

TEST(SpliceTest, AnAnswerThatIsShorterThanItsBeginningDoesNotFit) {
  EXPECT_EQ(Joined("로밍 하루 요금제는 하루 11,000원", 100, false), "MISFIT");
}

TEST(SpliceTest, LastWordsAreWholeCharacters) {
  const std::string_view words = LastWords(kSaid);

  EXPECT_TRUE(std::string_view(kSaid).ends_with(words));
  EXPECT_LE(words.size(), 60u);
  EXPECT_NE(static_cast<unsigned char>(words[0]) & 0xC0, 0x80);
  EXPECT_EQ(LastWords("짧다"), "짧다");
}

TEST(SpliceTest, LastWordsCutNoNumberInTwo) {
  const std::string said =
      "고객님의 휴대전화 번호는 010 1234 5678 이며 확인을 마쳤고 곧 연락을";

  const std::string_view words = LastWords(said);

  EXPECT_TRUE(!words.contains("5678") || words.contains("010 1234 5678"))
      << words;
}

}  // namespace
}  // namespace aicc::inference
