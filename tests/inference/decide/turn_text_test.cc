#include "services/inference/domain/turn_text.h"

#include <gtest/gtest.h>

#include "services/inference/domain/sentences.h"
#include "tests/inference/fakes.h"

namespace aicc::inference {
namespace {

TEST(IsMeaninglessTest, SoundsAndSignsSayNothing) {
  for (const char* text : {"", "...", "음...", "음 음", "😀👍", "ㅋㅋㅋㅋ",
                           "ㅠㅠ", "???", "hmmm", "Um, uh...", "어..."}) {
    EXPECT_TRUE(IsMeaningless(text)) << text;
  }
}

TEST(IsMeaninglessTest, WordsSaySomething) {
  for (const char* text : {"네", "ㅇㅇ", "음 로밍이요", "3", "no", "요금",
                           "왜?", "hm, roaming", "ok", "어디"}) {
    EXPECT_FALSE(IsMeaningless(text)) << text;
  }
}

TEST(ShortenedTest, NeverBreaksACharacter) {
  EXPECT_EQ(Shortened("가나다", 9), "가나다");
  EXPECT_EQ(Shortened("가나다", 8), "가나");
  EXPECT_EQ(Shortened("가나다", 2), "");
}

bool Again(std::vector<Turn> turns) {
  const FakeEngine engine;
  const auto understood = engine.Understand(turns.back().text, "ko");
  return AsksAgain(turns, understood, engine);
}

const Turn kAsked{Speaker::kCustomer, "일본 로밍 요금이 얼마예요?"};
const Turn kAnswer{Speaker::kBot, "11,000원입니다."};

TEST(AsksAgainTest, TheSameQuestionAfterAnAnswer) {
  EXPECT_TRUE(Again({kAsked, kAnswer, kAsked}));
  EXPECT_TRUE(Again(
      {kAsked, kAnswer, {Speaker::kCustomer, "일본 로밍 요금 얼마예요???"}}));
}

TEST(AsksAgainTest, NotBeforeItWasAnswered) {
  EXPECT_FALSE(Again({kAsked, kAsked}));
  EXPECT_FALSE(Again({kAsked}));
}

TEST(AsksAgainTest, NotIfItNamesSomethingElse) {
  EXPECT_FALSE(Again(
      {kAsked, kAnswer, {Speaker::kCustomer, "미국 로밍 요금이 얼마예요?"}}));
}

TEST(AsksAgainTest, NotIfItMeansSomethingElse) {
  EXPECT_FALSE(
      Again({{Speaker::kCustomer, "유심 신청 방법을 알려 주시겠어요"},
             kAnswer,
             {Speaker::kCustomer, "로밍 신청 방법을 알려 주시겠어요"}}));
}

TEST(SentenceCutterTest, CutsTheSameWhereverTheTextIsCut) {
  constexpr std::string_view kText =
      "하루 1.5GB입니다. \"네!\" 1. 앱을 엽니다.\n2. kt.com에서 봅니다?! 끝";
  const std::vector<std::string> expected{"하루 1.5GB입니다. ", "\"네!\" ",
                                          "1. 앱을 엽니다.\n",
                                          "2. kt.com에서 봅니다?! ", "끝"};

  for (std::size_t cut = 0; cut <= kText.size(); ++cut) {
    SentenceCutter cutter;
    std::vector<std::string> sentences;
    for (const auto part : {kText.substr(0, cut), kText.substr(cut)}) {
      cutter.Feed(part);
      while (auto sentence = cutter.Next()) sentences.push_back(*sentence);
    }
    sentences.push_back(cutter.Rest());

    EXPECT_EQ(sentences, expected) << cut;
  }
}

TEST(SentenceCutterTest, CutsASentenceThatNeverEnds) {
  SentenceCutter cutter;
  cutter.Feed(std::string(10'000, 'x'));

  EXPECT_EQ(cutter.Next()->size(), 4'096u);
}

}  // namespace
}  // namespace aicc::inference
