#include "services/summary/domain/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/summary/log_builder.h"

namespace aicc::summary {
namespace {

Conversation Roaming() {
  LogBuilder log;
  log.Customer("다음 주에 일본 가는데 로밍 요금이 하루에 얼마예요?")  // 1
      .Bot("데이터 로밍 하루 요금은 11,000원입니다.")                 // 2
      .Answer(Tier::kDomain, "roaming_fee")                           // 3
      .Agent("이지은 상담원입니다. 11월 20일에 전화드리겠습니다.")    // 4
      .Rate(4);                                                       // 5
  return log.Build("ko");
}

Conversation Billing() {
  LogBuilder log;
  log.Customer("My bill doubled because the instalment was charged twice.")
      .Agent("I have entered a refund of 44,000 won, says Minji.");
  return log.Build("en");
}

bool Supported(const Conversation& conversation, std::string text,
               std::vector<int> seqs) {
  return IsSupported({std::move(text), std::move(seqs)}, conversation, nullptr);
}

TEST(EvidenceTest, AcceptsWhatTheEntriesSayInOtherForms) {
  EXPECT_TRUE(Supported(Roaming(),
                        "고객이 다음 주 일본 로밍 요금을 문의했습니다.", {1}));
  EXPECT_TRUE(Supported(
      Roaming(), "챗봇은 로밍 요금이 하루 1만 1천원이라고 안내했습니다.", {2}));
  EXPECT_TRUE(Supported(
      Billing(), "The customer reported that the instalment was charged twice.",
      {1}));
  EXPECT_TRUE(
      Supported(Billing(), "The agent entered a refund of 44000 won.", {2}));
}

TEST(EvidenceTest, RejectsInventedNumbers) {
  EXPECT_FALSE(Supported(
      Roaming(), "챗봇은 로밍 요금이 하루 12,000원이라고 안내했습니다.", {2}));
  EXPECT_FALSE(
      Supported(Roaming(), "상담원은 11월 21일에 전화하기로 했습니다.", {4}));
  EXPECT_FALSE(
      Supported(Billing(), "The agent entered a refund of 45,000 won.", {2}));
  EXPECT_FALSE(
      Supported(Billing(),
                "The agent entered a refund of 44,000 won in five days.", {2}));
}

TEST(EvidenceTest, RejectsInventedNames) {
  EXPECT_FALSE(Supported(
      Billing(), "The agent entered a refund of 44,000 won for Sarah.", {2}));
  EXPECT_TRUE(Supported(
      Billing(), "The agent Minji entered a refund of 44,000 won.", {2}));
  EXPECT_FALSE(Supported(
      Roaming(), "박서준 상담원이 11월 20일에 전화하기로 했습니다.", {4}));
  EXPECT_TRUE(Supported(
      Roaming(), "이지은 상담원이 11월 20일에 전화하기로 했습니다.", {4}));
  EXPECT_FALSE(Supported(Roaming(),
                         "고객이 iPhone 일본 로밍 요금을 문의했습니다.", {1}));
}

TEST(EvidenceTest, RejectsWrongSeqs) {
  const std::string true_of_2 =
      "챗봇은 로밍 하루 요금이 11,000원이라고 안내했습니다.";
  EXPECT_TRUE(Supported(Roaming(), true_of_2, {2}));
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {1}));   // Another entry.
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {99}));  // No such entry.
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {2, 99}));
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {0}));
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {-2}));
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {3}));  // States nothing.
  EXPECT_FALSE(Supported(Roaming(), true_of_2, {}));
}

TEST(EvidenceTest, RejectsWhatNobodyTalkedAbout) {
  EXPECT_FALSE(Supported(
      Roaming(), "고객이 인터넷 속도 저하로 해지를 요청했습니다.", {1}));
  EXPECT_FALSE(Supported(
      Billing(), "The customer wants to move to another apartment.", {1}));
}

TEST(EvidenceTest, TakesQuotesWordForWordOnly) {
  EXPECT_TRUE(Supported(
      Billing(), "The customer said: \"My bill doubled because…\"", {1}));
  EXPECT_FALSE(Supported(
      Billing(), "The customer said: \"the instalment doubled my bill\"", {1}));
  EXPECT_FALSE(
      Supported(Billing(), "The agent said: “refund of 44,000 won now”", {2}));
  EXPECT_FALSE(Supported(Billing(), "The customer said: \"My bill", {1}));
  LogBuilder why;
  why.Customer("Why?").Agent("Because.");
  EXPECT_TRUE(Supported(why.Build("en"), "The customer asked: \"Why?\"", {1}));
}

TEST(EvidenceTest, RejectsSentencesThatSayNothing) {
  EXPECT_FALSE(Supported(Billing(), "The customer asked.", {1}));
  EXPECT_FALSE(Supported(Billing(), "", {1}));
}

TEST(EvidenceTest, TakesARatingForWhatItIs) {
  EXPECT_TRUE(Supported(Roaming(), "고객은 5점 만점에 4점을 주었습니다.", {5}));
  EXPECT_FALSE(
      Supported(Roaming(), "고객은 5점 만점에 3점을 주었습니다.", {5}));
}

TEST(EvidenceTest, DropsAndCountsWhatIsNotProven) {
  std::vector<Section> sections{
      {SectionKind::kSituation,
       {{"The customer said that the bill doubled.", {1}},
        {"The customer is called Sarah.", {1}}}},
      {SectionKind::kAction, {{"A technician visited.", {2}}}}};

  const int dropped = DropUnsupported(Billing(), nullptr, &sections);

  EXPECT_EQ(dropped, 2);
  ASSERT_EQ(sections.size(), 1u);
  EXPECT_EQ(sections[0].sentences.size(), 1u);
}

}  // namespace
}  // namespace aicc::summary
