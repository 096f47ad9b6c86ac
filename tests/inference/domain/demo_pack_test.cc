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
  const IntentQuality& quality = Demo().intents().quality();

  EXPECT_GE(quality.precision, 0.95);
  EXPECT_GE(quality.answered, 0.40);
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
  EXPECT_GE(understood.intents[0].confidence, Demo().confidence_threshold());
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
        Case{"How do I block spam texts?", "spam_blocking", "spam-blocking"},
        Case{"Can I pay my bill by credit card?", "payment_method",
             "bill-payment-methods"},
        Case{"Where can I use my membership points?", "membership_points",
             "membership-points"}));

}  // namespace
}  // namespace aicc::inference
