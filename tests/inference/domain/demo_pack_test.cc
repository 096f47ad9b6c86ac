#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/inference/domain/test_pack.h"

// What the demo pack must be good for, measured on examples that the model was
// not trained on. The floors are a little below what is reached.

namespace aicc::inference {
namespace {

const BuiltinEngine& Demo() {
  static const auto* const engine = [] {
    auto loaded =
        BuiltinEngine::Load(kDemoPack, std::make_shared<StandingClock>());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return loaded->release();
  }();
  return *engine;
}

TEST(DemoPackTest, HeldOutIntentsAreUnderstood) {
  const IntentQuality& quality = Demo().intents().quality();

  EXPECT_GE(quality.accuracy, 0.74);
  EXPECT_GE(quality.auroc, 0.90);
}

TEST(DemoPackTest, WhatIsAnsweredIsRight) {
  const AnswerQuality& quality = Demo().answers().quality();

  EXPECT_GE(quality.precision, 0.95);
  EXPECT_GE(quality.answered, 0.62);
  EXPECT_GE(quality.found, 0.83);
  EXPECT_LE(quality.outside, 0.05);
}

struct Case {
  std::string text;
  std::string intent;
  std::string document;
};

class DemoAnswerTest : public ::testing::TestWithParam<Case> {};

TEST_P(DemoAnswerTest, IsGivenFromTheRightDocument) {
  const Understanding understood = Demo().Understand(GetParam().text, "");
  const DomainAnswer answer = Demo().Answer(GetParam().text, understood);

  EXPECT_EQ(understood.intents[0].intent, GetParam().intent);
  EXPECT_GE(answer.confidence, Demo().confidence_threshold());
  EXPECT_FALSE(understood.out_of_scope);
  ASSERT_FALSE(answer.passages.empty());
  EXPECT_EQ(answer.passages[0].document_id, GetParam().document);
}

INSTANTIATE_TEST_SUITE_P(
    Both, DemoAnswerTest,
    ::testing::Values(
        Case{"이심 개통 어떻게 하나요?", "esim_activation", "esim-activation"},
        Case{"자동이체 신청 방법 알려주세요", "autopay", "bill-autopay"},
        Case{"위약금 얼마 나와요?", "early_termination_fee",
             "early-termination-fee"},
        Case{"멤버십 포인트 어디서 쓸 수 있나요", "membership_points",
             "membership-points"},
        Case{"와이파이 콜링 되나요", "wifi_calling", "wifi-calling"},
        Case{"How much does an eSIM cost?", "usim_fee", "usim-fee"},
        Case{"How do I block spam texts?", "spam_blocking", "spam-blocking"},
        Case{"Can I pay my bill by credit card?", "payment_method",
             "bill-payment-methods"},
        Case{"Where can I use my membership points?", "membership_points",
             "membership-points"}));

// Two intents share the document that answers, so neither is sure by itself.
TEST(DemoPackTest, SplitIntentsDoNotStandInTheWayOfTheirAnswer) {
  const std::string text = "eSIM 비용 얼마예요?";
  const Understanding understood = Demo().Understand(text, "");
  const DomainAnswer answer = Demo().Answer(text, understood);

  EXPECT_LT(understood.intents[0].confidence, Demo().confidence_threshold());
  EXPECT_GE(answer.confidence, Demo().confidence_threshold());
  ASSERT_FALSE(answer.passages.empty());
  EXPECT_EQ(answer.passages[0].document_id, "usim-fee");
}

class DemoNeighbourTest : public ::testing::TestWithParam<std::string> {};

TEST_P(DemoNeighbourTest, IsNotAnswered) {
  const Understanding understood = Demo().Understand(GetParam(), "");
  const DomainAnswer answer = Demo().Answer(GetParam(), understood);

  EXPECT_TRUE(understood.out_of_scope || answer.text.empty() ||
              answer.confidence < Demo().confidence_threshold())
      << answer.confidence << ": " << answer.text;
}

INSTANTIATE_TEST_SUITE_P(
    Both, DemoNeighbourTest,
    ::testing::Values("Do you sell car insurance?", "KT 요금제 알려줘",
                      "한빛모바일 주가 얼마야", "내 차 보험료 얼마야",
                      "인터넷 뱅킹 비밀번호 변경",
                      "Can you book me a flight to Tokyo?"));

}  // namespace
}  // namespace aicc::inference
