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
using testing::IsEmpty;
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
              Contains("상담이 \"FOLLOW_UP\" 건으로 분류되었습니다."));
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
              Contains("상담이 \"후속 조치 필요\" 건으로 분류되었습니다."));
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
    EXPECT_LT(text.size(), 300u);
  }
}

// The sections of a contact in one locale, for those that need no more of it.
std::vector<std::string> Told(const LogBuilder& log, const std::string& locale,
                              SectionKind kind) {
  const auto conversation = log.Build(locale);
  auto sections = Summarize(conversation, nullptr);
  EXPECT_EQ(DropUnsupported(conversation, nullptr, &sections), 0);
  return TextsOf(sections, kind);
}

TEST(SummarizeTest, TakesNoMannersForContentment) {
  for (const char* said :
       {"No thanks, just refund me", "not great, but thanks for being honest.",
        "thanks", "Great, thank you so much"}) {
    LogBuilder log;
    log.Customer("My bill is wrong.").Agent("I will look.").Customer(said);
    EXPECT_THAT(Told(log, "en", SectionKind::kSatisfaction), IsEmpty()) << said;
  }
  for (const char* said :
       {"하나도 다행 아니에요.", "없어요 감사합니다", "네 감사합니다"}) {
    LogBuilder log;
    log.Customer("요금이 이상해요.").Agent("확인하겠습니다.").Customer(said);
    EXPECT_THAT(Told(log, "ko", SectionKind::kSatisfaction), IsEmpty()) << said;
  }
}

TEST(SummarizeTest, SaysThatACustomerWasContentWhoWas) {
  LogBuilder english, korean;
  english.Customer("My bill is wrong.")
      .Agent("I have corrected it.")
      .Customer("Thank you for sorting it out so quickly.");
  korean.Customer("인터넷이 안 돼요.")
      .Agent("재설정했습니다.")
      .Customer("빠르게 처리해 주셔서 정말 감사합니다");

  EXPECT_THAT(
      Told(english, "en", SectionKind::kSatisfaction),
      ElementsAre("The customer was content: \"Thank you for sorting it "
                  "out so quickly.\""));
  EXPECT_THAT(Told(korean, "ko", SectionKind::kSatisfaction),
              ElementsAre("고객은 \"빠르게 처리해 주셔서 정말 감사합니다\"라며 "
                          "만족을 표했습니다."));
}

TEST(SummarizeTest, CallsNobodyContentWhoHasMoreTroubleToTell) {
  LogBuilder log;
  log.Customer("My bill is wrong.")
      .Agent("Please restart the app.")
      .Customer("Thanks for your help.")
      .Customer("It still shows the wrong bill.");

  EXPECT_THAT(Told(log, "en", SectionKind::kSatisfaction), IsEmpty());
}

TEST(SummarizeTest, CallsNobodyContentWhoGaveUpWaiting) {
  LogBuilder log;
  log.Customer("My bill is wrong.")
      .Bot("You can see it in the app.")
      .Customer("You have been really helpful.")
      .To(ContactState::kQueued, "LOW_CONFIDENCE", "general")
      .To(ContactState::kAbandoned, "CUSTOMER_LEFT");

  EXPECT_THAT(Told(log, "en", SectionKind::kSatisfaction), IsEmpty());
}

TEST(SummarizeTest, PutsTheKoreanParticleByTheLastSound) {
  LogBuilder log;
  log.Customer("환불이 안 됩니다.")
      .Agent("네.")
      .WrapUp("", "환불 접수. 11월 20일 확인 전화 예정.");

  EXPECT_THAT(Told(log, "ko", SectionKind::kResolution),
              ElementsAre("상담원은 \"환불 접수. 11월 20일 확인 전화 "
                          "예정.\"이라고 기록했습니다."));
  EXPECT_THAT(Told(log, "ko", SectionKind::kSituation),
              ElementsAre("고객은 \"환불이 안 됩니다.\"라고 말했습니다."));
}

TEST(SummarizeTest, TakesAReasonForNoQuestion) {
  LogBuilder log;
  log.Customer("그러니까요 저는 동의한 적이 없어요.").Agent("네.");

  EXPECT_THAT(
      Told(log, "ko", SectionKind::kSituation),
      ElementsAre(
          "고객은 \"그러니까요 저는 동의한 적이 없어요.\"라고 말했습니다."));
}

TEST(SummarizeTest, LetsOnlyCustomersInquire) {
  LogBuilder log;
  log.Customer("인터넷이 안 되는데 언제 고쳐지나요?")
      .Agent("지금 계신 지역이 어느 동이신지 말씀해 주시겠어요?");

  EXPECT_THAT(Told(log, "ko", SectionKind::kSituation),
              ElementsAre("고객은 \"인터넷이 안 되는데 언제 고쳐지나요?\"라고 "
                          "문의했습니다."));
  EXPECT_THAT(Told(log, "ko", SectionKind::kAction),
              ElementsAre(HasSubstr("\"라고 물었습니다.")));
}

TEST(SummarizeTest, TakesNoOutburstForAnInquiry) {
  LogBuilder log;
  log.Customer("위약금이 왜 두 번 빠져나갔나요?")
      .Bot("확인이 필요합니다.")
      .Customer("야이 씨 장난하냐?")
      .Customer("그게 말이 됨?")
      .Agent("죄송합니다.");

  const auto situation = Told(log, "ko", SectionKind::kSituation);
  EXPECT_THAT(situation, Contains(HasSubstr("위약금")));
  EXPECT_THAT(situation, Not(Contains(HasSubstr("장난하냐"))));
  EXPECT_THAT(situation, Not(Contains(HasSubstr("말이 됨"))));
  EXPECT_THAT(Told(log, "ko", SectionKind::kSatisfaction),
              ElementsAre(HasSubstr("라며 불만을 표했습니다.")));
}

TEST(SummarizeTest, HearsTheRequestInAProblem) {
  LogBuilder asked, told;
  asked.Customer("지금 폰이 안 되니까 동생 번호로 연락 주세요").Agent("네.");
  told.Customer("환불이 아직도 안 들어왔고 오류만 나요").Agent("네.");

  EXPECT_THAT(Told(asked, "ko", SectionKind::kSituation),
              ElementsAre(HasSubstr("라고 요청했습니다.")));
  // What was asked for once is the problem now.
  EXPECT_THAT(Told(told, "ko", SectionKind::kSituation),
              ElementsAre(HasSubstr("라고 말했습니다.")));
}

TEST(SummarizeTest, FilesTheContactUnderItsDisposition) {
  LogBuilder log;
  log.Customer("My bill is wrong.").Agent("Yes.").WrapUp("FOLLOW_UP", "");

  EXPECT_THAT(Told(log, "en", SectionKind::kResolution),
              ElementsAre("The contact was filed as \"FOLLOW_UP\"."));
}

TEST(SummarizeTest, TellsTheProblemThatOnlyThePersonHeard) {
  LogBuilder log;
  log.Customer("Hi, I want to know about your roaming passes, please.")
      .Bot("There are day passes.")
      .Customer("What do the day passes cost in Japan and in Thailand?")
      .Customer("Can I buy several of them before I leave on holiday?")
      .Customer("Which of these passes would you recommend to a family?")
      .Bot("I am connecting you to an agent.")
      .To(ContactState::kQueued, "LOW_CONFIDENCE", "general")
      .To(ContactState::kConnected)
      .Agent("Hello.")
      .Customer("Restarting didn't help.");

  const auto situation = Told(log, "en", SectionKind::kSituation);

  EXPECT_THAT(situation, Contains(HasSubstr("Restarting didn't help.")));
  EXPECT_THAT(situation, Contains(HasSubstr("I want to know")));
}

TEST(SummarizeTest, PutsWhatWasDoneBeforeAdvice) {
  LogBuilder log;
  log.Customer("I was charged twice. How much is the day pass?")
      .Bot(
          "You can look at the list of all our passes in the app at any time "
          "of the day. The pass is 11,000 won a day. Please make sure that "
          "roaming is switched on in the settings of your phone before you "
          "leave. You can also visit one of our shops for more advice on "
          "roaming. You can follow these steps to restart the phone if it "
          "does not find a network after landing.")
      .To(ContactState::kConnected)
      .Agent("I've refunded it.");

  const auto actions = Told(log, "en", SectionKind::kAction);

  EXPECT_THAT(actions, Contains(HasSubstr("I've refunded it.")));
  EXPECT_THAT(actions, Contains(HasSubstr("11,000 won a day")));
}

TEST(SummarizeTest, LetsNoPriceListCrowdOutThePerson) {
  LogBuilder log;
  log.Customer("새 유심은 가격이 얼마나 하나요?")
      .Bot(
          "유심은 7,700원, eSIM은 2,750원입니다. eSIM은 유심보다 4,950원 "
          "저렴합니다. 유심을 재발급받으시는 경우에도 7,700원의 비용이 듭니다. "
          "유심을 매장에서 받으셔도 7,700원의 비용이 듭니다.")
      .To(ContactState::kConnected)
      .Agent(
          "사용 중에 생긴 손상이 아니라 불량이라면 비용을 받지 않고 바꿔 "
          "드립니다.");

  const auto actions = Told(log, "ko", SectionKind::kAction);

  EXPECT_THAT(actions, Contains(HasSubstr("유심은 7,700원, eSIM은 2,750원")));
  EXPECT_THAT(actions, Contains(HasSubstr("비용을 받지 않고")));
}

TEST(SummarizeTest, PutsWhatThePersonSaidBeforeTheBotsAdvice) {
  LogBuilder log;
  log.Customer("유심이 갑자기 인식이 안 되는데 교체하려면 어디로 가야 하나요?")
      .Bot(
          "유심을 다시 끼워도 인식되지 않으면 가까운 매장에서 무료로 유심 "
          "상태를 "
          "점검받으실 수 있습니다. 유심은 신분증을 가지고 매장을 방문하시면 "
          "당일에 바로 교체하거나 재발급받으실 수 있습니다. 유심 없음이라고 "
          "표시되면 휴대폰을 끄고 유심을 뺐다가 다시 끼운 뒤 켜 주시기 "
          "바랍니다. 유심을 분실하신 경우에는 먼저 분실 신고를 하시고 매장을 "
          "방문해 주시기 바랍니다.")
      .To(ContactState::kConnected)
      .Agent("불량이라면 비용을 받지 않고 바꿔 드립니다.");

  EXPECT_THAT(Told(log, "ko", SectionKind::kAction),
              Contains(HasSubstr("비용을 받지 않고")));
}

TEST(SummarizeTest, KeepsAWholeSentenceOfADocument) {
  const std::string sentence =
      "If you lose the phone within the first year, the insurance pays for a "
      "repair or a replacement of the same kind, up to 250,000 won for a "
      "Hanbit One and up to 400,000 won for a Hanbit Max, less your own share.";
  LogBuilder log;
  log.Customer("How much does the insurance pay?").Bot(sentence);

  EXPECT_THAT(Told(log, "en", SectionKind::kAction),
              ElementsAre("The bot explained: \"" + sentence + "\""));
}

TEST(SummarizeTest, TellsAPromiseOnce) {
  LogBuilder log;
  log.Customer("환불이 안 돼요.")
      .Agent(
          "환불 심사 결과는 11월 20일까지 제가 직접 전화로 안내해 "
          "드리겠습니다.")
      .Agent("다시 한번 사과드리며, 11월 20일에 연락드리겠습니다.");

  EXPECT_THAT(Told(log, "ko", SectionKind::kFollowUp),
              ElementsAre(HasSubstr("환불 심사 결과는")));
}

TEST(SummarizeTest, TakesNewsForNoPromise) {
  LogBuilder log;
  log.Customer("언제 고쳐지나요?")
      .Agent("오늘 오후 두 시까지 복구할 예정입니다.");

  EXPECT_THAT(Told(log, "ko", SectionKind::kFollowUp),
              ElementsAre("상담원은 \"오늘 오후 두 시까지 복구할 "
                          "예정입니다.\"라고 안내했습니다."));
}

TEST(SummarizeTest, SaysWhichQueueAPersonWasRequestedFor) {
  LogBuilder log;
  log.Customer("My bill is wrong.")
      .Bot("One moment.")
      .To(ContactState::kQueued, "LOW_CONFIDENCE", "general");

  EXPECT_THAT(Told(log, "en", SectionKind::kAction),
              Contains("A human agent was requested (queue: general)."));
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
