#include "tests/inference/rpc/fixture.h"

namespace aicc::inference {
namespace {

using Kind = v1::GenerateResponse;

constexpr char kQuestion[] = "로밍 요금이 얼마예요?";

class ChatTest : public InferenceFixture {};

// What must hold of every answer to a customer.
void ExpectWellFormed(const Answer& answer) {
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  ASSERT_GE(answer.pieces.size(), 2u);
  EXPECT_TRUE(answer.pieces.front().has_understanding());
  EXPECT_TRUE(answer.pieces.back().has_decision());
  EXPECT_EQ(answer.Count(Kind::kDecision), 1);
  EXPECT_EQ(answer.Count(Kind::kEscalation),
            answer.decision().escalations_size());
  const bool human = answer.decision().tier() == common::v1::TIER_HUMAN;
  EXPECT_EQ(answer.Text().empty(), human);
  EXPECT_EQ(answer.decision().model().empty(), human);
  EXPECT_EQ(answer.Count(Kind::kHandOver), human ? 1 : 0);
}

TEST_F(ChatTest, TheBuiltInModelAnswersWithCitations) {
  const Answer answer = Ask(kQuestion);

  ExpectWellFormed(answer);
  EXPECT_EQ(
      answer.Text(),
      "로밍 하루 요금제는 하루 11,000원에 데이터를 무제한으로 제공합니다. "
      "앱의 로밍 메뉴에서 출국 전에 신청할 수 있습니다.");
  EXPECT_EQ(answer.Count(Kind::kTextDelta), 2);
  EXPECT_EQ(answer.Count(Kind::kCitation), 2);
  const auto& decision = answer.decision();
  EXPECT_EQ(decision.tier(), common::v1::TIER_DOMAIN);
  EXPECT_EQ(decision.model(), "builtin/fake@1");
  EXPECT_EQ(decision.reason(), "ANSWERED");
  EXPECT_EQ(decision.intent(), "roaming_fee");
  EXPECT_DOUBLE_EQ(decision.confidence(), 0.97);
  EXPECT_EQ(decision.signals_size(), 7);
  EXPECT_EQ(decision.cost_micro_usd(), 0);
  EXPECT_GT(decision.total_duration().nanos(), 0);
}

TEST_F(ChatTest, ThePackAnswersSmallTalk) {
  const Answer answer = Ask("안녕하세요");

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Text(), "안녕하세요.");
  EXPECT_EQ(answer.decision().reason(), "SMALL_TALK");
}

TEST_F(ChatTest, ThePackAsksWhatASoundMeans) {
  const Answer answer = Ask("음...");

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Text(), "clarify ko");
  EXPECT_EQ(answer.decision().reason(), "CLARIFY");
  EXPECT_FALSE(answer.decision().has_confidence());
}

TEST_F(ChatTest, APolicyCallsAHumanWhateverTheModelKnows) {
  const Answer answer = Ask("로밍 해지하고 싶어요");

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.decision().policy(), "cancellation_is_human");
  EXPECT_EQ(answer.decision().reason(), "POLICY_CANCELLATION");
  const auto* hand_over = answer.Find(Kind::kHandOver);
  EXPECT_EQ(hand_over->hand_over().queue(), "retention");
  EXPECT_EQ(hand_over->hand_over().message(), "해지는 상담원이 합니다.");
}

TEST_F(ChatTest, WhoAsksForAHumanGetsOne) {
  const Answer answer = Ask("로밍 때문에 상담원 연결해 주세요");

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Reasons(), "CUSTOMER_ASKED");
  EXPECT_EQ(answer.Find(Kind::kHandOver)->hand_over().message(),
            "hand_over ko");
  EXPECT_EQ(answer.Find(Kind::kHandOver)->hand_over().queue(), "roaming");
}

TEST_F(ChatTest, WithoutAGeneralModelAHumanDoesWhatTheDomainModelMustNot) {
  const std::pair<const char*, const char*> cases[] = {
      {"내일 날씨 어때?", "OUT_OF_SCOPE"},
      {"모호한 질문", "LOW_CONFIDENCE"},
      {"유심 어떻게 바꿔요?", "NO_DOCUMENT"},
  };
  for (const auto& [text, reason] : cases) {
    const Answer answer = Ask(text, true);

    ExpectWellFormed(answer);
    EXPECT_EQ(answer.decision().tier(), common::v1::TIER_HUMAN);
    EXPECT_EQ(answer.Reasons(), reason);
    EXPECT_EQ(answer.decision().reason(), reason);
    EXPECT_FALSE(answer.decision().escalations(0).explanation().empty());
  }
}

TEST_F(ChatTest, WhoAsksAgainIsNotToldTheSameAgain) {
  v1::GenerateRequest request = ChatRequest(kQuestion);
  v1::Message* const answer = request.add_messages();
  answer->set_role(v1::MESSAGE_ROLE_BOT);
  answer->set_text("11,000원입니다.");
  *request.add_messages() = request.messages(0);

  EXPECT_EQ(Generate(request).Reasons(), "CUSTOMER_ASKED_AGAIN");
}

TEST_F(ChatTest, AServedDomainModelWritesFromThePassages) {
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"로밍 하루 요금제는 ", "하루 11,000원에 데이터를 ",
                             "무제한으로 제공합니다. 출국 전에 앱의 로밍 ",
                             "메뉴에서 신청할 수 있습니다."}));
  AddEndpoint("exaone", Tier::kDomain, server, true);

  const Answer answer = Ask(kQuestion);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Text(),
            "로밍 하루 요금제는 하루 11,000원에 데이터를 무제한으로 "
            "제공합니다. 출국 전에 앱의 로밍 메뉴에서 신청할 수 있습니다.");
  EXPECT_EQ(answer.Count(Kind::kCitation), 2);
  const auto& decision = answer.decision();
  EXPECT_EQ(decision.tier(), common::v1::TIER_DOMAIN);
  EXPECT_EQ(decision.model(), "exaone/m");
  EXPECT_EQ(decision.prompt_token_count(), 100);
  EXPECT_EQ(decision.completion_token_count(), 20);
  EXPECT_EQ(decision.cost_micro_usd(), 300);
  const std::string prompt = server.requests()[0].body;
  EXPECT_TRUE(prompt.contains("사용하지 않은 날의 요금은 청구하지 않습니다."));
}

TEST_F(ChatTest, AServedDomainModelHasTheSameGates) {
  FakeOpenAiServer server;
  AddEndpoint("exaone", Tier::kDomain, server, true);

  EXPECT_EQ(Ask("해지할래요").decision().policy(), "cancellation_is_human");
  EXPECT_EQ(Ask("내일 날씨 어때?").Reasons(), "OUT_OF_SCOPE");
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(ChatTest, WhatNoPassageSaysIsNeverSaid) {
  FakeOpenAiServer server;
  server.Answer(
      WholeAnswer({"로밍 하루 요금제는 하루 11,000원에 데이터를 "
                   "무제한으로 제공합니다. ",
                   "한 달에 99,000원인 로밍 요금제도 있습니다."}));
  AddEndpoint("exaone", Tier::kDomain, server, true);

  const Answer answer = Ask(kQuestion);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Reasons(), "NOT_GROUNDED");
  EXPECT_EQ(answer.Count(Kind::kRestart), 1);
  for (const auto& piece : answer.pieces) {
    EXPECT_FALSE(piece.text_delta().contains("99,000"));
  }
}

TEST_F(ChatTest, AModelThatFindsNoAnswerInThePassagesSaysSo) {
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"NO_", "ANSWER"}));
  AddEndpoint("exaone", Tier::kDomain, server, true);

  const Answer answer = Ask(kQuestion);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Reasons(), "NO_DOCUMENT");
  EXPECT_EQ(answer.Count(Kind::kTextDelta), 0);
}

TEST_F(ChatTest, TheGeneralModelAnswersWhatTheDomainModelMustNot) {
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"맑을 ", "것으로 보입니다."}));
  AddEndpoint("openai", Tier::kGeneral, server);

  const Answer answer = Ask("내일 날씨 어때?", true);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Text(), "맑을 것으로 보입니다.");
  EXPECT_EQ(answer.Reasons(), "OUT_OF_SCOPE");
  EXPECT_EQ(answer.decision().tier(), common::v1::TIER_GENERAL);
  EXPECT_EQ(answer.decision().model(), "openai/m");
  EXPECT_EQ(answer.decision().reason(), "ANSWERED");
  EXPECT_FALSE(answer.decision().has_confidence());
}

TEST_F(ChatTest, WithoutConsentNoOutsideModelIsAsked) {
  FakeOpenAiServer server;
  AddEndpoint("openai", Tier::kGeneral, server);

  const Answer answer = Ask("내일 날씨 어때?", false);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Reasons(), "OUT_OF_SCOPE CONSENT_MISSING");
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(ChatTest, AGeneralModelInsideTheCompanyNeedsNoConsent) {
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"맑습니다."}));
  AddEndpoint("inhouse", Tier::kGeneral, server, true);

  EXPECT_EQ(Ask("내일 날씨 어때?", false).decision().model(), "inhouse/m");
}

TEST_F(ChatTest, PersonalDataStaysInside) {
  FakeOpenAiServer server;
  server.Answer(
      WholeAnswer({"<PHO", "NE_1>로 문자를 보내 드리라는 말씀이시군요."}));
  AddEndpoint("openai", Tier::kGeneral, server);

  const Answer answer =
      Ask("날씨를 010-1234-5678이나 kim@a.kr로 보내줘, 카드는 "
          "4111-1111-1111-1111, 주민번호는 900101-1234567",
          true);

  ExpectWellFormed(answer);
  EXPECT_TRUE(answer.Text().ends_with(
      "010-1234-5678로 문자를 보내 드리라는 말씀이시군요."));
  const std::string sent = server.requests()[0].body;
  for (const char* secret :
       {"1234-5678", "kim@a.kr", "4111-1111", "900101", "1234567"}) {
    EXPECT_FALSE(sent.contains(secret)) << secret;
  }
  for (const char* mark : {"<PHONE_1>", "<EMAIL_1>", "<CARD_1>", "<RRN_1>"}) {
    EXPECT_TRUE(sent.contains(mark)) << mark;
  }
}

TEST_F(ChatTest, AModelInsideTheCompanyReadsTheTextAsItIs) {
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"네."}));
  AddEndpoint("inhouse", Tier::kGeneral, server, true);

  Ask("날씨를 010-1234-5678로 보내줘");

  EXPECT_TRUE(server.requests()[0].body.contains("010-1234-5678"));
}

TEST_F(ChatTest, WhatAModelThatFailsHasSaidIsTakenBack) {
  FakeOpenAiServer broken;
  broken.Answer(
      {.pieces = {TextEvent("내일은 비")}, .end = ScriptedAnswer::End::kCut});
  FakeOpenAiServer good;
  good.Answer(WholeAnswer({"맑습니다."}));
  AddEndpoint("first", Tier::kGeneral, broken);
  AddEndpoint("second", Tier::kGeneral, good);

  const Answer answer = Ask("내일 날씨 어때?", true);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Count(Kind::kRestart), 1);
  EXPECT_EQ(answer.Text(), "맑습니다.");
  EXPECT_EQ(answer.decision().model(), "second/m");
  // The other one has been paid for too, though it did not count.
  EXPECT_GT(answer.decision().prompt_token_count(), 100);
}

TEST_F(ChatTest, AnAnswerThatReachedItsLimitIsNotShownAsWhole) {
  FakeOpenAiServer server;
  server.Answer({.pieces = {TextEvent("내일은"), FinishEvent("length")}});
  AddEndpoint("openai", Tier::kGeneral, server);

  const Answer answer = Ask("내일 날씨 어때?", true);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Reasons(), "OUT_OF_SCOPE MODEL_FAILED");
}

TEST_F(ChatTest, AHumanAnswersWhenEveryModelFails) {
  FakeOpenAiServer domain;
  domain.Answer(
      {.pieces = {TextEvent("로밍 하루 요금제는 하루 11,000원에 데이터를 "
                            "무제한으로 제공합니다. 또")},
       .end = ScriptedAnswer::End::kCut});
  FakeOpenAiServer general;
  general.Answer({.status = 500});
  AddEndpoint("exaone", Tier::kDomain, domain, true);
  AddEndpoint("openai", Tier::kGeneral, general);

  const Answer answer = Ask(kQuestion, true);

  ExpectWellFormed(answer);
  EXPECT_EQ(answer.Reasons(), "MODEL_FAILED MODEL_FAILED");
  EXPECT_EQ(answer.decision().reason(), "MODEL_FAILED");
  EXPECT_EQ(answer.Count(Kind::kRestart), 1);
  EXPECT_EQ(answer.Find(Kind::kHandOver)->hand_over().queue(), "roaming");
}

TEST_F(ChatTest, WhoLeavesStopsTheModel) {
  FakeOpenAiServer server;
  server.Answer(
      {.pieces = {TextEvent("내일은")}, .end = ScriptedAnswer::End::kStall});
  AddEndpoint("openai", Tier::kGeneral, server);
  Start();
  grpc::ClientContext context;
  Sign(&context);
  v1::GenerateRequest request = ChatRequest("내일 날씨 어때?");
  request.set_external_allowed(true);
  const auto reader = stub_->Generate(&context, request);
  v1::GenerateResponse piece;
  while (reader->Read(&piece) && piece.text_delta() != "내일은") {
  }

  context.TryCancel();

  EXPECT_TRUE(server.WaitForLeaving());
  while (reader->Read(&piece)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(ChatTest, AnswersInTheLanguageThatIsAskedFor) {
  FakeOpenAiServer server;
  server.Answer(WholeAnswer({"Sunny."}));
  AddEndpoint("openai", Tier::kGeneral, server);
  v1::GenerateRequest request = ChatRequest("What is the weather?");
  request.set_locale("en");
  request.set_external_allowed(true);

  const Answer answer = Generate(request);

  EXPECT_EQ(answer.Text(), "Sunny.");
  EXPECT_TRUE(server.requests()[0].body.contains("polite English"));
}

}  // namespace
}  // namespace aicc::inference
