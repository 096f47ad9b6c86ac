#include <gtest/gtest.h>

#include "services/inference/domain/human_request.h"
#include "services/inference/domain/sentiment.h"
#include "tests/inference/domain/test_pack.h"

namespace aicc::inference {
namespace {

Message Read(std::string_view text) {
  static const auto* const pack = new Pack;
  static const auto* const lexicon = new Lexicon(*pack);
  return ReadMessage(text, *lexicon);
}

TEST(SentimentTest, AnAngryCustomerIsBelowMinusPointEight) {
  for (const std::string text :
       {"정말 짜증나네요 도대체 몇 번을 전화해야 하나요!!",
        "야 개새끼들아 장난하냐",
        "진짜 최악이네요. 장난하세요? 당장 해결해 주세요", "씨발 이게 뭡니까",
        "너무 화가 납니다! 매번 똑같은 소리만 하고",
        "This is ridiculous! Worst service ever!",
        "I am furious. This is the third time I call and nobody helps",
        "are you kidding me?? your service is a fucking joke",
        "I'm sick and tired of this, absolutely unacceptable"}) {
    EXPECT_LT(Sentiment(Read(text)), -0.8) << text;
  }
}

TEST(SentimentTest, AQuestionIsNeutral) {
  for (const std::string text :
       {"로밍 요금이 얼마예요?", "인터넷이 안 돼요", "요금이 많이 나왔어요",
        "핸드폰을 잃어버렸어요", "해지하고 싶어요",
        "유심 다시 발급받으면 수수료가 있나요?", "유심 다시발급 해주세요",
        "이미 친구를 추천했어요", "How much is it?", "My phone is broken",
        "I want to cancel my plan", "The internet is not working"}) {
    EXPECT_NEAR(Sentiment(Read(text)), 0, 0.3) << text;
  }
}

TEST(SentimentTest, ThanksArePositive) {
  EXPECT_GT(Sentiment(Read("정말 감사합니다")), 0.4);
  EXPECT_GT(Sentiment(Read("Great, thank you so much!")), 0.6);
}

TEST(SentimentTest, NegationTurnsAFeeling) {
  EXPECT_LT(Sentiment(Read("not happy")), -0.1);
  EXPECT_LT(Sentiment(Read("친절하지 않네요")), -0.1);
  EXPECT_GT(Sentiment(Read("not bad")), -0.05);
}

TEST(HumanRequestTest, AWishForAPersonIsHeard) {
  for (const std::string text :
       {"상담원 연결해 주세요", "상담원", "상담원이요!",
        "사람이랑 얘기하고 싶어요", "직원 바꿔줘", "담당자 연결 부탁드립니다",
        "기계 말고 상담원이랑 할게요", "agent", "human please",
        "I want to talk to a real person", "Can I speak with a representative?",
        "please connect me to an agent", "let me speak to your manager",
        "Get me a human"}) {
    EXPECT_TRUE(AsksForHuman(Read(text))) << text;
  }
}

TEST(HumanRequestTest, ARefusalATaleOrAQuestionIsNotAWish) {
  for (const std::string text :
       {"상담원 연결은 안 해도 돼요", "상담원 필요없어요",
        "어제 상담원이랑 통화했는데 해결이 안 됐어요",
        "사람이랑 통화할 때 자꾸 끊겨요", "직원 할인이 있나요?",
        "로밍 요금이 얼마예요?", "I don't want to talk to an agent",
        "I talked to an agent yesterday about my bill",
        "How many people can share a plan?",
        "When can I talk to an agent at the store?"}) {
    EXPECT_FALSE(AsksForHuman(Read(text))) << text;
  }
}

}  // namespace
}  // namespace aicc::inference
