#include "services/inference/domain/grounding.h"

#include <gtest/gtest.h>

#include "services/inference/domain/decide.h"
#include "tests/inference/fakes.h"

namespace aicc::inference {
namespace {

class GroundingTest : public testing::Test {
 protected:
  bool Grounded(std::string_view sentence) const {
    const Grounding grounding = evidence_.Check(sentence);
    return grounding.unknown_numbers == 0 &&
           grounding.share >= Limits().grounded_share;
  }

  const Evidence evidence_{FakeEngine::RoamingPassages(),
                           "일본 로밍이 9,900원이라던데 맞나요?"};
};

TEST_F(GroundingTest, WhatThePassagesSayIsGrounded) {
  EXPECT_TRUE(Grounded("하루 11,000원에 데이터를 무제한으로 제공합니다."));
  EXPECT_TRUE(Grounded("로밍 하루 요금제는 하루 11000원입니다."));
  EXPECT_TRUE(Grounded("1. 출국 전에 앱의 로밍 메뉴에서 신청하시면 됩니다."));
}

TEST_F(GroundingTest, CourtesyNeedsNoProof) {
  EXPECT_TRUE(Grounded("안녕하세요, 고객님."));
  EXPECT_TRUE(
      Grounded("추가로 궁금하신 점이 있으시면 언제든지 말씀해 주세요."));
}

TEST_F(GroundingTest, AFigureThatNoPassageHasIsNot) {
  EXPECT_FALSE(Grounded("로밍 하루 요금제는 하루 12,000원입니다."));
  EXPECT_FALSE(Grounded("네, 로밍 요금은 9,900원이 맞습니다."));
}

TEST_F(GroundingTest, WhatNoPassageSaysIsNot) {
  EXPECT_FALSE(Grounded("공항 라운지와 여행자 보험을 무료로 드립니다."));
  EXPECT_FALSE(Grounded("Free airport lounges and travel insurance included."));
}

TEST_F(GroundingTest, NamesThePassageItRestsOn) {
  EXPECT_EQ(evidence_.Check("앱의 로밍 메뉴에서 신청할 수 있습니다.").passage,
            1u);
  EXPECT_EQ(evidence_.Check("안녕하세요.").passage, std::nullopt);
}

}  // namespace
}  // namespace aicc::inference
