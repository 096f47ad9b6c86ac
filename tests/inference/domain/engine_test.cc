#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <thread>

#include "tests/inference/domain/test_pack.h"

namespace aicc::inference {
namespace {

using ::testing::HasSubstr;

Understanding Understand(std::string_view text) {
  return TestEngine().Understand(text, "");
}

DomainAnswer Answer(std::string_view text) {
  return TestEngine().Answer(text, Understand(text));
}

std::string Top(const Understanding& understood) {
  return understood.intents.empty() ? "" : understood.intents[0].intent;
}

TEST(EngineTest, ItIsNamedAfterItsPack) {
  EXPECT_EQ(TestEngine().model_name(), "builtin/bakery@1");
  EXPECT_EQ(TestEngine().manifest().id, "bakery");
}

TEST(EngineTest, ABadPackIsRefusedWithFileAndLine) {
  PackCopy pack;
  pack.Replace("policies.yaml", "queue: counter", "queue: nobody");

  const auto loaded = DomainEngine::Load(pack.path());

  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().reason, "BAD_CONFIG");
  EXPECT_THAT(loaded.error().message, HasSubstr("policies.yaml:14"));
}

TEST(EngineTest, WordsItHasNotSeenTogetherAreUnderstood) {
  EXPECT_EQ(Top(Understand("케이크 가격이 얼마인가요")), "order_cake");
  EXPECT_EQ(Top(Understand("일요일에는 몇 시까지 열어요?")), "opening_hours");
  EXPECT_EQ(Top(Understand("배달비는 얼마죠")), "delivery");
  EXPECT_EQ(Top(Understand("what hours are you open on the weekend")),
            "opening_hours");
  EXPECT_EQ(Top(Understand("do you have bread with peanuts")), "allergy");
  EXPECT_EQ(Top(Understand("how long for a refund to my card")), "refund");
}

TEST(EngineTest, SpacesAndTyposDoNotChangeTheIntent) {
  EXPECT_EQ(Top(Understand("케이크주문하고싶어요")), "order_cake");
  EXPECT_EQ(Top(Understand("delivry fee?")), "delivery");
}

TEST(EngineTest, ConfidencesFallAndAddUpToAtMostOne) {
  const auto intents = Understand("케이크 배달 되나요").intents;

  ASSERT_EQ(intents.size(), 5u);
  double sum = 0;
  for (std::size_t i = 0; i < intents.size(); ++i) {
    sum += intents[i].confidence;
    if (i > 0) {
      EXPECT_LE(intents[i].confidence, intents[i - 1].confidence);
    }
  }
  EXPECT_LE(sum, 1.0 + 1e-9);
}

TEST(EngineTest, WhatIsOutsideScoresAboveWhatIsWithin) {
  for (const auto& [inside, outside] :
       {std::pair("배달비가 얼마예요", "비트코인 시세 알려 줘"),
        std::pair("How much is a cake?", "who won the football game")}) {
    EXPECT_LT(Understand(inside).out_of_scope_score,
              Understand(outside).out_of_scope_score)
        << inside;
  }
}

TEST(EngineTest, TheLocaleIsDetectedUnlessGiven) {
  EXPECT_EQ(Understand("배달 되나요").locale, "ko");
  EXPECT_EQ(Understand("Do you deliver?").locale, "en");
  EXPECT_EQ(TestEngine().Understand("배달 되나요", "en").locale, "en");
  EXPECT_EQ(TestEngine().Understand("배달 되나요", "fr").locale, "ko");
}

TEST(EngineTest, TomorrowIsThatOfThePacksTimeZone) {
  const auto entities = Understand("내일 배달 되나요").entities;

  ASSERT_FALSE(entities.empty());
  EXPECT_EQ(entities[0].value, "2026-11-20");  // In Seoul it is the 19th.
}

TEST(EngineTest, AnAnswerIsSentencesOfOneDocumentWordForWord) {
  const DomainAnswer answer = Answer("생일 케이크 얼마예요?");

  ASSERT_FALSE(answer.passages.empty());
  EXPECT_EQ(answer.passages[0].sentence,
            "생일 케이크는 작은 것이 28,000원, 큰 것이 42,000원입니다.");
  EXPECT_EQ(answer.passages[0].document_id, "cake-order");
  EXPECT_EQ(answer.passages[0].title, "케이크 주문");
  std::string joined;
  for (const Passage& passage : answer.passages) {
    joined += (joined.empty() ? "" : " ") + passage.sentence;
    EXPECT_EQ(passage.locale, "ko");
  }
  EXPECT_EQ(answer.text, joined);
  EXPECT_GE(answer.retrieval_score, TestEngine().retrieval_threshold());
  EXPECT_LE(answer.retrieval_score, 1);
  EXPECT_GT(answer.retrieval_margin, 0);
}

TEST(EngineTest, TheSentenceWithTheFactAskedForComesFirst) {
  EXPECT_THAT(Answer("How much is the delivery fee?").text,
              ::testing::StartsWith("We deliver within 3 km"));
  EXPECT_THAT(Answer("how long does delivery take").text,
              ::testing::StartsWith("Delivery usually takes 40 minutes."));
  EXPECT_THAT(Answer("일요일에도 여나요?").text, HasSubstr("주말"));
}

TEST(EngineTest, NothingIsMadeUpForAQuestionWithoutDocument) {
  const DomainAnswer answer = Answer("write python code");

  EXPECT_EQ(answer.text, "");
  EXPECT_TRUE(answer.passages.empty());
}

TEST(EngineTest, SmallTalkHasItsFixedReply) {
  const DomainAnswer ko = Answer("안녕하세요");
  EXPECT_TRUE(ko.small_talk);
  EXPECT_EQ(ko.text, "안녕하세요, 달빛빵집입니다.");
  EXPECT_TRUE(ko.passages.empty());

  const DomainAnswer en = Answer("good morning");
  EXPECT_TRUE(en.small_talk);
  EXPECT_EQ(en.text, "Hello, this is Moonlight Bakery.");
}

TEST(EngineTest, SearchFindsTheDocumentInItsLocale) {
  const auto ko = TestEngine().Search("땅콩 빵", "ko", 3);
  ASSERT_FALSE(ko.empty());
  EXPECT_LE(ko.size(), 3u);
  EXPECT_EQ(ko[0].document_id, "allergy");
  EXPECT_EQ(ko[0].locale, "ko");
  EXPECT_GE(ko[0].score, ko.back().score);

  const auto en = TestEngine().Search("peanuts", "en", 1);
  ASSERT_EQ(en.size(), 1u);
  EXPECT_EQ(en[0].document_id, "allergy");
  EXPECT_TRUE(TestEngine().Search("peanuts", "en", 0).empty());
}

TEST(EngineTest, SynonymsOfTheLexiconAreFound) {
  const auto found = TestEngine().Search("배송", "ko", 1);

  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].document_id, "delivery");
}

TEST(EngineTest, APolicyMatchesByWordIntentOrMood) {
  const auto match = [](std::string_view text) {
    const auto found = TestEngine().MatchPolicy(text, Understand(text));
    return found ? found->reason : "";
  };

  EXPECT_EQ(match("빵 먹고 식중독 걸렸어요"), "POLICY_HEALTH");
  EXPECT_EQ(match("I will sue you"), "POLICY_HEALTH");
  EXPECT_EQ(match("there is an issue with bread"), "");  // "sue" is a word.
  EXPECT_EQ(match("주문 취소할게요"), "POLICY_CANCELLATION");
  EXPECT_EQ(match("진짜 최악이네요 너무 화가 나요!!"), "POLICY_ANGRY");
  EXPECT_EQ(match("배달 되나요?"), "");
}

TEST(EngineTest, APolicySpeaksTheCustomersLanguage) {
  const std::string text = "please cancel my cake order";
  const auto found = TestEngine().MatchPolicy(text, Understand(text));

  ASSERT_TRUE(found);
  EXPECT_EQ(found->message, "Our staff will cancel it.");
  EXPECT_EQ(found->queue, "counter");
}

TEST(EngineTest, AnIntentHasItsQueueOrTheDefault) {
  EXPECT_EQ(TestEngine().QueueOf("refund"), "complaints");
  EXPECT_EQ(TestEngine().QueueOf("delivery"), "counter");
  EXPECT_EQ(TestEngine().QueueOf("unknown"), "counter");
}

TEST(EngineTest, AnyTextAtAllIsTaken) {
  std::string cycle;
  for (int i = 1; i < 256; ++i) cycle += static_cast<char>(i);
  for (const std::string& text :
       {std::string(), std::string(" \n\t"), std::string("😀😀😀"),
        std::string("ㅋ"), std::string(1, '\0'), cycle,
        std::string("\xFF\xFE\xC0\x80"), std::string(100'000, 'a'),
        std::string("مرحبا كيف الحال"),
        std::string("\xE2\x80\xAE"
                    "abc"),
        std::string("0000000000000000000000000000000000000000원")}) {
    const Understanding understood = TestEngine().Understand(text, "");
    TestEngine().Answer(text, understood);
    TestEngine().MatchPolicy(text, understood);
    EXPECT_LE(understood.out_of_scope_score, 1);
    EXPECT_GE(understood.sentiment, -1);
  }
}

TEST(EngineTest, ATextWithoutAWordHasNoIntent) {
  EXPECT_TRUE(Understand("").intents.empty());
  EXPECT_TRUE(Understand("😀 !!").intents.empty());
}

TEST(EngineTest, OnlyTheBeginningOfAHugeTextIsLookedAt) {
  std::string huge = "배달비 얼마예요? ";
  while (huge.size() < 20'000) huge += "가나다라마바사아자차카타파하 ";
  const std::string cut = huge + "010-1234-5678";

  EXPECT_EQ(TestEngine().Understand(huge, "").intents[0].confidence,
            TestEngine().Understand(cut, "").intents[0].confidence);
  EXPECT_TRUE(TestEngine().Understand(cut, "").entities.empty());
}

TEST(EngineTest, ManyMarksOnOneLetterAreBounded) {
  std::string zalgo = "a";
  for (int i = 0; i < 50'000; ++i) zalgo += i % 2 ? "\xCC\x81" : "\xCC\xA3";

  const Folded folded = Fold(DecodeUtf8(zalgo, kMaxCodes));

  EXPECT_LE(folded.text.size(), kMaxCodes);
}

TEST(EngineTest, TwoLoadsSayTheSame) {
  const auto again =
      BuiltinEngine::Load(kTestPack, std::make_shared<StandingClock>());
  ASSERT_TRUE(again);

  const std::string text = "케이크 언제까지 주문해야 해요";
  EXPECT_EQ((*again)->confidence_threshold(),
            TestEngine().confidence_threshold());
  EXPECT_EQ((*again)->Understand(text, "").intents[0].confidence,
            TestEngine().Understand(text, "").intents[0].confidence);
}

TEST(EngineTest, ThreadsMayAskAtTheSameTime) {
  const std::string expected = Answer("How much is a birthday cake?").text;
  std::vector<std::thread> threads;
  std::atomic<int> same = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        if (Answer("How much is a birthday cake?").text == expected) ++same;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(same, 200);
}

}  // namespace
}  // namespace aicc::inference
