#include "services/summary/domain/cues.h"

#include <gtest/gtest.h>

#include "services/summary/domain/deed.h"
#include "services/summary/domain/promise.h"

namespace aicc::summary {
namespace {

TEST(CuesTest, KnowWhoIsContent) {
  for (const char* text :
       {"Thank you for sorting it out so quickly.",
        "Thanks a lot, you've been really helpful.", "It works now, thank you.",
        "이제 잘 되네요, 정말 감사합니다", "차근차근 알려 주셔서 고맙습니다.",
        "덕분에 잘 해결했어요", "상담원분이 정말 친절하시네요"}) {
    EXPECT_TRUE(FindCues(text).content) << text;
  }
}

TEST(CuesTest, TakeNoMannersDenialOrRequestForContentment) {
  for (const char* text : {"No thanks, just refund me",
                           "not great, but thanks for being honest.",
                           "great",
                           "Perfect.",
                           "Thank you.",
                           "Thanks for nothing",
                           "Thank you for your help but I would rather cancel",
                           "It isn't helpful and I'm not satisfied",
                           "I\u2019m not happy with it",
                           "thanks for fixing it, please hurry",
                           "Well done Hanbit, bravo!",
                           "I'd be happy with a refund",
                           "하나도 다행 아니에요.",
                           "없어요 감사합니다",
                           "감사합니다",
                           "네 고맙습니다",
                           "만족 못 하겠어요",
                           "정말 불친절하네요",
                           "안 도와주셔서 감사하네요",
                           "고맙긴 한데 안 돼요",
                           "빨리 처리해 주시면 감사하겠습니다",
                           "다행이라고 할 수는 없죠",
                           "친절한 답변 부탁드려요",
                           "전화 주셔서 감사합니다"}) {
    EXPECT_FALSE(FindCues(text).content) << text;
  }
}

TEST(CuesTest, TellAReasonFromAQuestion) {
  for (const char* text :
       {"그러니까요 저는 몰랐어요", "안 되니까요", "아니까요"})
    EXPECT_FALSE(FindCues(text).question) << text;
  for (const char* text :
       {"해지할까요", "그러니까요 언제 되나요", "되는 겁니까?"})
    EXPECT_TRUE(FindCues(text).question) << text;
}

TEST(CuesTest, KnowAProblemHoweverShort) {
  for (const char* text :
       {"인터넷 느림", "와이파이 안됨", "전화가 안 됨", "기기 불량 같아요",
        "공유기 먹통", "통화 끊김", "That didn't help", "still not working"}) {
    EXPECT_TRUE(FindCues(text).problem) << text;
  }
}

TEST(CuesTest, TakeNoWordOfAProblemForOne) {
  for (const char* text :
       {"제 폰 문제가 아니네요.", "No problem.", "네 문제없어요"}) {
    EXPECT_FALSE(FindCues(text).problem) << text;
  }
}

TEST(CuesTest, KnowASalute) {
  EXPECT_TRUE(FindCues("Hello Sam, this is Olivia from Hanbit.").greeting);
  EXPECT_FALSE(FindCues("Hello, my bill is wrong.").greeting);
}

TEST(CuesTest, KnowAnOutburst) {
  for (const char* text :
       {"야이 씨 장난하냐?", "그게 말이 됨?", "Are you kidding me?"}) {
    EXPECT_TRUE(FindCues(text).outburst) << text;
    EXPECT_TRUE(FindCues(text).complaint) << text;
  }
  for (const char* text : {"폰이 자꾸 꺼져요", "가입해야 이용할 수 있나요?",
                           "영향을 미친 건가요?"}) {
    EXPECT_FALSE(FindCues(text).outburst) << text;
  }
}

TEST(DeedTest, IsWhatTheSpeakerHasDone) {
  for (const char* text :
       {"I have just entered a refund of 44,000 won.", "I've blocked the SIM.",
        "We have already booked a visit.", "I sent you the form.",
        "환불을 접수했습니다.", "고객님 회선도 장애 접수에 추가해 두었습니다.",
        "해지 신청이 접수되었습니다.", "담당 부서에 등록했습니다."}) {
    EXPECT_TRUE(TellsDeed(text)) << text;
  }
}

TEST(DeedTest, IsNoAdviceNewsOrPromise) {
  for (const char* text :
       {"You can enter it in the app.", "I have a question for you.",
        "I will enter a refund.", "I have checked it.",
        "Have you restarted it?", "확인했습니다.",
        "기지국에 장애가 발생했습니다.", "교체하신 기록을 확인했습니다.",
        "앱에서 신청하실 수 있습니다.", "아까 그렇게 말씀하셨습니다."}) {
    EXPECT_FALSE(TellsDeed(text)) << text;
  }
}

TEST(PromiseTest, IsTheSameIfDateAndKindAre) {
  EXPECT_TRUE(IsSamePromise("11월 20일까지 제가 전화로 안내해 드리겠습니다.",
                            "11월 20일에 연락드리겠습니다."));
  EXPECT_TRUE(IsSamePromise("I will call you on Monday at 3.",
                            "So I will get back to you on Monday."));
}

TEST(PromiseTest, IsAnotherOnAnotherDayOrInAnotherWay) {
  EXPECT_FALSE(IsSamePromise("11월 20일에 전화드리겠습니다.",
                             "11월 21일에 전화드리겠습니다."));
  EXPECT_FALSE(IsSamePromise("11월 20일에 전화드리겠습니다.",
                             "11월 20일에 문자로 알려 드리겠습니다."));
  EXPECT_FALSE(IsSamePromise("I will call you.", "I will call the shop."));
}

}  // namespace
}  // namespace aicc::summary
