#include "services/summary/domain/summarize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/summary/domain/evidence.h"
#include "tests/summary/log_builder.h"

namespace aicc::summary {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> TextsOf(const std::vector<Section>& sections,
                                 SectionKind kind) {
  std::vector<std::string> texts;
  for (const Section& section : sections) {
    if (section.kind != kind) continue;
    for (const Sentence& sentence : section.sentences) {
      texts.push_back(sentence.text);
    }
  }
  return texts;
}

LogBuilder KoreanCall() {
  LogBuilder log;
  log.Customer("네 저기 오늘 아침부터 전화도 안 되고 인터넷도 안 돼요.")
      .Bot("죄송합니다. 상담원에게 연결해 드리겠습니다.")
      .To(ContactState::kQueued, "NO_DOCUMENT", "technical")
      .To(ContactState::kConnected)
      .Agent("안녕하세요, 기술 상담원 문서윤입니다. 무엇을 도와드릴까요?")
      .Customer("언제쯤 고쳐지나요?")
      .Agent(
          "네, 확인해 보겠습니다. 한내동 기지국에 오전 여덟 시부터 장애가 "
          "발생해서 복구 작업을 하고 있습니다.")
      .Customer("와이파이 통화 켰더니 이제 되네요. 다행이다.")
      .Agent("보상 심사 결과는 11월 19일까지 제가 전화로 안내해 드리겠습니다.")
      .Customer("차근차근 알려 주셔서 고맙습니다.")
      .To(ContactState::kWrapUp, "AGENT_ENDED")
      .WrapUp("FOLLOW_UP", "한내동 기지국 장애. 11월 19일 결과 전화.")
      .To(ContactState::kClosed)
      .Rate(4, "친절했어요");
  return log;
}

LogBuilder EnglishCall() {
  LogBuilder log;
  log.Agent("Thank you for calling Hanbit Mobile, how can I help you?")
      .Customer("Hi, um, my bill is almost twice what I usually pay.")
      .Agent("I understand. One moment, please.")
      .Agent(
          "The handset instalment was booked twice. I have entered a refund of "
          "44,000 won.")
      .Customer("Can you send me that in writing?")
      .Agent("Of course. I will call you on 20 November.")
      .Customer("Perfect. Thanks a lot, you've been really helpful.")
      .To(ContactState::kWrapUp, "CUSTOMER_LEFT")
      .Rate(5);
  return log;
}

TEST(SummarizeTest, TellsAKoreanCallInItsSections) {
  const auto conversation = KoreanCall().Build("ko");

  const auto sections = Summarize(conversation, nullptr);

  EXPECT_THAT(
      TextsOf(sections, SectionKind::kSituation),
      Contains("고객은 \"오늘 아침부터 전화도 안 되고 인터넷도 안 돼요.\"라고 "
               "말했습니다."));
  EXPECT_THAT(TextsOf(sections, SectionKind::kAction),
              Contains(HasSubstr("한내동 기지국에 오전 여덟 시부터")));
  EXPECT_THAT(TextsOf(sections, SectionKind::kAction),
              Contains(HasSubstr("(대기열: technical)")));
  EXPECT_THAT(TextsOf(sections, SectionKind::kResolution),
              Contains("고객은 \"와이파이 통화 켰더니 이제 되네요.\"라고 "
                       "확인했습니다."));
  EXPECT_THAT(TextsOf(sections, SectionKind::kResolution),
              Contains("처리 결과: FOLLOW_UP."));
  EXPECT_THAT(
      TextsOf(sections, SectionKind::kFollowUp),
      ElementsAre(
          "상담원은 \"보상 심사 결과는 11월 19일까지 제가 전화로 안내해 "
          "드리겠습니다.\"라고 약속했습니다."));
  EXPECT_THAT(TextsOf(sections, SectionKind::kSatisfaction),
              Contains("고객은 5점 만점에 4점을 주었습니다."));
}

TEST(SummarizeTest, TellsAnEnglishCallInItsSections) {
  const auto conversation = EnglishCall().Build("en");

  const auto sections = Summarize(conversation, nullptr);

  EXPECT_THAT(TextsOf(sections, SectionKind::kSituation),
              Contains("The customer said: \"my bill is almost twice what I "
                       "usually pay.\""));
  EXPECT_THAT(TextsOf(sections, SectionKind::kAction),
              Contains("The agent explained: \"I have entered a refund of "
                       "44,000 won.\""));
  EXPECT_THAT(TextsOf(sections, SectionKind::kResolution),
              ElementsAre("The customer ended the conversation."));
  EXPECT_THAT(
      TextsOf(sections, SectionKind::kFollowUp),
      ElementsAre("The agent promised: \"I will call you on 20 November.\""));
  EXPECT_THAT(TextsOf(sections, SectionKind::kSatisfaction),
              Contains("The customer rated the contact 5 out of 5."));
}

TEST(SummarizeTest, LeavesGreetingsAndHoldingPhrasesOut) {
  const auto conversation = EnglishCall().Build("en");

  const auto actions =
      TextsOf(Summarize(conversation, nullptr), SectionKind::kAction);

  EXPECT_THAT(actions, Not(Contains(HasSubstr("Thank you for calling"))));
  EXPECT_THAT(actions, Not(Contains(HasSubstr("One moment"))));
}

TEST(SummarizeTest, ProvesEverySentenceItWrites) {
  for (const auto& conversation :
       {KoreanCall().Build("ko"), EnglishCall().Build("en")}) {
    auto sections = Summarize(conversation, nullptr);
    for (const Section& section : sections) {
      for (const Sentence& sentence : section.sentences) {
        EXPECT_TRUE(IsSupported(sentence, conversation, nullptr))
            << sentence.text;
      }
    }
    EXPECT_EQ(DropUnsupported(conversation, nullptr, &sections), 0);
  }
}

TEST(SummarizeTest, CitesTheEntryItQuotes) {
  const auto conversation = EnglishCall().Build("en");

  for (const Section& section : Summarize(conversation, nullptr)) {
    if (section.kind != SectionKind::kFollowUp) continue;
    EXPECT_THAT(section.sentences.front().evidence_seqs, ElementsAre(6));
  }
}

TEST(SummarizeTest, LeavesOutWhatNothingProves) {
  LogBuilder log;
  log.Customer("로밍 요금이 얼마예요?").Bot("하루 11,000원입니다.");

  const auto sections = Summarize(log.Build("ko"), nullptr);

  std::vector<SectionKind> kinds;
  for (const Section& section : sections) kinds.push_back(section.kind);
  EXPECT_THAT(kinds,
              ElementsAre(SectionKind::kSituation, SectionKind::kAction));
  EXPECT_THAT(TextsOf(sections, SectionKind::kAction),
              ElementsAre("챗봇은 \"하루 11,000원입니다.\"라고 안내했습니다."));
}

TEST(SummarizeTest, TakesWhateverTheCustomerSaidIfNothingStandsOut) {
  LogBuilder log;
  log.Customer("ok").Agent("ok");

  const auto sections = Summarize(log.Build("en"), nullptr);

  EXPECT_THAT(TextsOf(sections, SectionKind::kSituation),
              ElementsAre("The customer said: \"ok\""));
}

TEST(SummarizeTest, SaysThatTheCustomerGaveUpWaiting) {
  LogBuilder log;
  log.Customer("I want to cancel my plan")
      .Bot("I am connecting you to an agent.")
      .To(ContactState::kQueued, "POLICY_CANCELLATION", "retention")
      .To(ContactState::kAbandoned, "CUSTOMER_LEFT");

  const auto sections = Summarize(log.Build("en"), nullptr);

  EXPECT_THAT(TextsOf(sections, SectionKind::kResolution),
              ElementsAre("The customer left while waiting for an agent."));
}

TEST(SummarizeTest, UsesThePacksNames) {
  PackManifest pack;
  pack.queues = {{"technical", {{"ko", "기술 상담"}}}};
  pack.dispositions = {{"FOLLOW_UP", {{"ko", "후속 조치 필요"}}}};
  const auto conversation = KoreanCall().Build("ko");

  auto sections = Summarize(conversation, &pack);

  EXPECT_THAT(TextsOf(sections, SectionKind::kResolution),
              Contains("처리 결과: 후속 조치 필요."));
  EXPECT_THAT(TextsOf(sections, SectionKind::kAction),
              Contains(HasSubstr("기술 상담")));
  EXPECT_EQ(DropUnsupported(conversation, &pack, &sections), 0);
}

TEST(SummarizeTest, CutsQuotesOfEndlessSentences) {
  LogBuilder log;
  std::string endless = "I want to know why";
  for (int i = 0; i < 500; ++i) endless += " my bill is wrong";
  log.Customer(endless).Agent("I have corrected it.");

  for (const auto& text :
       TextsOf(Summarize(log.Build("en"), nullptr), SectionKind::kSituation)) {
    EXPECT_LT(text.size(), 250u);
  }
}

TEST(ConversationTest, RefusesWhatIsTooShortOrTooLong) {
  LogBuilder one;
  one.Customer("hello");
  EXPECT_EQ(one.Build("en").Check().error().metadata.at("utteranceCount"), "1");
  LogBuilder silent;
  silent.Agent("hello").Agent("anybody there?");
  EXPECT_EQ(silent.Build("en").Check().error().reason,
            "INSUFFICIENT_CONVERSATION");

  Conversation long_one(one.contact("en"));
  Result<void> added;
  for (int seq = 1; added && seq < 10'000; ++seq) {
    added = long_one.Add({seq, {}, Said{Speaker::kCustomer, "hello"}});
  }
  EXPECT_EQ(added.error().reason, "CONVERSATION_TOO_LONG");
}

}  // namespace
}  // namespace aicc::summary
