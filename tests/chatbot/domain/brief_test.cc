#include "services/chatbot/domain/brief.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/chatbot/domain/text.h"

namespace aicc::chatbot {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

Topics TestTopics() {
  return Topics({{"roaming_fee", {{"ko", "로밍 요금"}, {"en", "Roaming fees"}}},
                 {"cancel_service", {{"ko", "해지"}, {"en", "cancellation"}}}});
}

// A customer asks about roaming, is answered, and asks for a person.
Transcript Roaming() {
  Transcript transcript;
  transcript.utterances = {
      {3, Speaker::kCustomer, "일본 로밍 요금이 얼마예요?"},
      {6, Speaker::kBot, "하루 11,000원입니다."},
      {8, Speaker::kCustomer, "상담원 연결해 주세요"}};
  transcript.readings = {{3, "roaming_fee", 0.0, {{"country", "일본"}}},
                         {8, "ask_human", -0.5, {}}};
  transcript.answers = {{6, false, {"roaming-daily-pass"}}};
  return transcript;
}

TEST(BriefTest, SaysInKoreanWhatTheCustomerWantsAndWhyAHumanIsNeeded) {
  const Brief brief =
      MakeBrief(Roaming(), 8, "CUSTOMER_ASKED", "ko", TestTopics());

  EXPECT_EQ(brief.summary,
            "문의 주제는 로밍 요금입니다. 고객은 \"일본 로밍 요금이 "
            "얼마예요?\"라고 물었습니다. 고객이 상담원 연결을 요청했습니다.");
}

TEST(BriefTest, SaysItInEnglish) {
  Transcript transcript = Roaming();
  transcript.utterances[0].text = "How much is roaming in Japan?";

  const Brief brief =
      MakeBrief(transcript, 8, "POLICY_LEGAL", "en", TestTopics());

  EXPECT_EQ(brief.summary,
            "Topic: roaming fees. The customer asked: \"How much is roaming in "
            "Japan?\" Their last message: \"상담원 연결해 주세요\". "
            "Policy requires a human agent to handle this.");
}

TEST(BriefTest, QuotesTheLastMessageTooIfItIsAnother) {
  Transcript transcript = Roaming();
  transcript.utterances[2].text = "정말 짜증나네요!";

  const Brief brief =
      MakeBrief(transcript, 8, "POLICY_ANGRY_CUSTOMER", "ko", TestTopics());

  EXPECT_EQ(brief.summary,
            "문의 주제는 로밍 요금입니다. 고객은 \"일본 로밍 요금이 "
            "얼마예요?\"라고 물었습니다. 마지막 말은 \"정말 "
            "짜증나네요!\"입니다. 정책에 따라 상담원이 직접 처리해야 합니다.");
}

TEST(BriefTest, QuotesTheMessageHandedOverIfNoMatterWasUnderstood) {
  Transcript transcript;
  transcript.utterances = {{3, Speaker::kCustomer, "What is love?"}};
  transcript.readings = {{3, "", 0, {}}};

  const Brief brief =
      MakeBrief(transcript, 3, "OUT_OF_SCOPE", "en", TestTopics());

  EXPECT_EQ(brief.summary,
            "The customer asked: \"What is love?\" "
            "The AI had no answer it could be sure of.");
  EXPECT_THAT(brief.intents, IsEmpty());
}

TEST(BriefTest, WhatAPolicyTookAwayHasNoTopicOfItsOwn) {
  Transcript transcript = Roaming();
  transcript.utterances[2].text = "제 이름으로 모르는 번호가 개통됨";
  transcript.readings[1].intent = "cancel_service";

  EXPECT_EQ(
      MakeBrief(transcript, 8, "POLICY_FRAUD", "ko", TestTopics()).summary,
      "문의 주제는 로밍 요금입니다. 고객은 \"일본 로밍 요금이 "
      "얼마예요?\"라고 물었습니다. 마지막 말은 \"제 이름으로 모르는 "
      "번호가 개통됨\"입니다. 정책에 따라 상담원이 직접 처리해야 "
      "합니다.");
}

TEST(BriefTest, TellsWhatTheyCameForAndWhatTheyAskedLast) {
  Transcript transcript = Roaming();
  transcript.utterances[2].text = "해지 방법 확인 부탁";
  transcript.readings[1].intent = "cancel_service";

  EXPECT_EQ(
      MakeBrief(transcript, 8, "LOW_CONFIDENCE", "ko", TestTopics()).summary,
      "문의 주제는 로밍 요금, 해지입니다. 고객은 \"일본 로밍 요금이 "
      "얼마예요?\"라고 물었습니다. 이어서 \"해지 방법 확인 부탁\"이라고 "
      "말했습니다. AI가 확실하게 답변할 수 없는 내용입니다.");
}

TEST(BriefTest, CollectsWhatWasTriedAndWhatIsKnown) {
  const Brief brief =
      MakeBrief(Roaming(), 8, "CUSTOMER_ASKED", "ko", TestTopics());

  EXPECT_EQ(brief.reason, "CUSTOMER_ASKED");
  EXPECT_THAT(brief.tried, ElementsAre("하루 11,000원입니다."));
  EXPECT_THAT(brief.intents, ElementsAre("roaming_fee", "ask_human"));
  EXPECT_THAT(brief.slots, UnorderedElementsAre(Pair("country", "일본")));
  EXPECT_THAT(brief.document_ids, ElementsAre("roaming-daily-pass"));
}

TEST(BriefTest, NamesEachIntentOnceWhereItWasSeenLast) {
  Transcript transcript = Roaming();
  transcript.readings.push_back({9, "roaming_fee", 0, {{"country", "미국"}}});

  const Brief brief =
      MakeBrief(transcript, 8, "CUSTOMER_ASKED", "ko", TestTopics());

  EXPECT_THAT(brief.intents, ElementsAre("ask_human", "roaming_fee"));
  EXPECT_EQ(brief.slots.at("country"), "미국");
}

TEST(BriefTest, LeavesOutSmallTalkAndShortensTheRest) {
  Transcript transcript;
  std::string longer;
  for (int i = 0; i < 121; ++i) longer += "가";
  transcript.utterances = {{4, Speaker::kBot, "안녕하세요."},
                           {7, Speaker::kBot, longer}};
  transcript.answers = {{4, true, {}}, {7, false, {}}};

  const Brief brief =
      MakeBrief(transcript, 8, "LOW_CONFIDENCE", "ko", TestTopics());

  ASSERT_EQ(brief.tried.size(), 1u);
  EXPECT_EQ(brief.tried[0].size(), 119 * 3 + 3u);
  EXPECT_TRUE(brief.tried[0].ends_with("가…"));
}

TEST(TextTest, IsCutBetweenWords) {
  EXPECT_EQ(Shortened("pays up to 600,000 won", 16), "pays up to…");
  EXPECT_EQ(Shortened("pays up", 7), "pays up");
  EXPECT_EQ(Shortened("a supercalifragilistic word", 16), "a supercalifrag…");
}

TEST(BriefTest, TheLatestMoodCountsMost) {
  const auto mood_of = [](double first, double last) {
    Transcript transcript;
    transcript.readings = {{1, "", first, {}}, {2, "", last, {}}};
    return MakeBrief(transcript, 2, "CUSTOMER_ASKED", "ko", {}).sentiment;
  };

  EXPECT_DOUBLE_EQ(mood_of(-0.5, -0.5), -0.5);
  EXPECT_LT(mood_of(1, -1), 0);
  EXPECT_GT(mood_of(-1, 1), 0);
  EXPECT_EQ(MakeBrief({}, 1, "MODEL_FAILED", "ko", {}).sentiment, 0);
}

TEST(BriefTest, ALongContactIsCutToItsLatestPart) {
  Transcript transcript;
  for (int i = 1; i <= 100; ++i) {
    transcript.utterances.push_back(
        {i, Speaker::kBot, "answer " + std::to_string(i)});
    transcript.answers.push_back({i, false, {"doc-" + std::to_string(i)}});
    transcript.readings.push_back({i, "intent_" + std::to_string(i), 0, {}});
  }

  const Brief brief =
      MakeBrief(transcript, 100, "CUSTOMER_ASKED", "ko", TestTopics());

  EXPECT_EQ(brief.tried.size(), 10u);
  EXPECT_EQ(brief.tried.back(), "answer 100");
  EXPECT_EQ(brief.intents.size(), 20u);
  EXPECT_EQ(brief.intents.back(), "intent_100");
  EXPECT_EQ(brief.document_ids.size(), 20u);
}

}  // namespace
}  // namespace aicc::chatbot
