#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/inference/domain/masking.h"
#include "services/inference/domain/unmasker.h"

namespace aicc::inference {
namespace {

using testing::ElementsAre;

constexpr int kCustomer = 1;
constexpr int kAgent = 2;

std::vector<std::string> Hidden(const std::vector<Utterance>& said) {
  return Mask().Hide(said);
}

TEST(ConversationTest, ANumberInTwoMessagesIsOne) {
  EXPECT_THAT(Hidden({{"공일공 일이삼사", kCustomer},
                      {"네", kAgent},
                      {"오육칠팔이요", kCustomer}}),
              ElementsAre("<PHONE_1>", "네", "<PHONE_1>이요"));
  EXPECT_THAT(Hidden({{"my card is 4111 1111", kCustomer},
                      {"mhm", kAgent},
                      {"1111 1111", kCustomer}}),
              ElementsAre("my card is <CARD_1>", "mhm", "<CARD_1>"));
}

TEST(ConversationTest, ANumberMayComeInFourMessages) {
  EXPECT_THAT(Hidden({{"카드번호는 4111이고요", kCustomer},
                      {"네", kAgent},
                      {"1111", kCustomer},
                      {"네네", kAgent},
                      {"1111", kCustomer},
                      {"네", kAgent},
                      {"1111이요", kCustomer}}),
              ElementsAre("카드번호는 <CARD_1>이고요", "네", "<CARD_1>", "네네",
                          "<CARD_1>", "네", "<CARD_1>이요"));
}

TEST(ConversationTest, WhatTheOtherRepeatsIsHiddenToo) {
  EXPECT_THAT(Hidden({{"공일공 일이삼사", kCustomer},
                      {"네 1234요", kAgent},
                      {"오육칠팔", kCustomer},
                      {"끝자리 5678 확인했습니다", kAgent}}),
              ElementsAre("<PHONE_1>", "네 <PHONE_1>요", "<PHONE_1>",
                          "끝자리 <PHONE_1> 확인했습니다"));
}

TEST(ConversationTest, AnAddressGoesOn) {
  EXPECT_THAT(Hidden({{"주소는 서울 강남구", kCustomer},
                      {"네", kAgent},
                      {"테헤란로 123이요", kCustomer}}),
              ElementsAre("주소는 <ADDRESS_1>", "네", "<ADDRESS_1>이요"));
}

TEST(ConversationTest, NumbersThatAreNoneOfOneAnotherStay) {
  EXPECT_THAT(
      Hidden({{"요금이 55000원이고 데이터는 100", kCustomer},
              {"네", kAgent},
              {"24개월이요", kCustomer}}),
      ElementsAre("요금이 55000원이고 데이터는 100", "네", "24개월이요"));
  EXPECT_THAT(Hidden({{"010-1234-5678이요", kCustomer},
                      {"네", kAgent},
                      {"2시에 전화 주세요", kCustomer}}),
              ElementsAre("<PHONE_1>이요", "네", "2시에 전화 주세요"));
}

TEST(ConversationTest, AnAnswerIsReadWithItsQuestion) {
  EXPECT_THAT(
      Hidden({{"성함이 어떻게 되세요?", kAgent}, {"고하늬요", kCustomer}}),
      ElementsAre("성함이 어떻게 되세요?", "<NAME_1>요"));
}

TEST(ConversationTest, ANameOnceKnownIsKnownEverywhere) {
  EXPECT_THAT(Hidden({{"김하늘 때문에 전화했어요", kCustomer},
                      {"네, 김하늘 고객님", kAgent}}),
              ElementsAre("<NAME_1> 때문에 전화했어요", "네, <NAME_1> 고객님"));
}

TEST(ConversationTest, TrustedMessagesStay) {
  EXPECT_THAT(Hidden({{"대표번호는 1588-0000입니다.", 0, true},
                      {"1588-0000이요?", kCustomer}}),
              ElementsAre("대표번호는 1588-0000입니다.", "<PHONE_1>이요?"));
}

TEST(ConversationTest, ALabelSaysWhatItsTextIsAndIsHiddenToo) {
  EXPECT_THAT(Hidden({{"고하늬", kCustomer, false, "성함: "},
                      {"12345678", kCustomer, false, "\nAccount number: "},
                      {"네, 감사합니다", kAgent, false, "\n김하늘: "}}),
              ElementsAre("성함: <NAME_1>", "\nAccount number: <ACCOUNT_1>",
                          "\n<NAME_2>: 네, 감사합니다"));
}

// Every turn is a new request, with one message more.
TEST(ConversationTest, PlaceholdersAreTheSameInEveryTurn) {
  const std::vector<Utterance> said{
      {"저는 김하늘이고 010-1234-5678이에요", kCustomer},
      {"네 남편분은요?", kAgent},
      {"박서준 때문인데요, 공일공 구구구구", kCustomer},
      {"네", kAgent},
      {"영영영영이고 메일은 kim@example.com", kCustomer},
      {"박서준 고객님 메일이 KIM@example.com 맞나요?", kAgent},
      {"네, 카드는 4111-1111-1111-1111, +82 10 1234 5678", kCustomer},
  };
  Mask whole;
  whole.Hide(said);

  for (std::size_t turns = 1; turns <= said.size(); ++turns) {
    Mask mask;
    mask.Hide(
        {said.begin(), said.begin() + static_cast<std::ptrdiff_t>(turns)});
    for (const char* name :
         {"NAME_1", "NAME_2", "PHONE_1", "PHONE_2", "EMAIL_1", "CARD_1"}) {
      const std::string* const original = mask.Original(name);
      if (original != nullptr) EXPECT_EQ(*original, *whole.Original(name));
    }
  }
  EXPECT_EQ(*whole.Original("PHONE_1"), "010-1234-5678");
  EXPECT_EQ(*whole.Original("PHONE_2"), "공일공 구구구구 영영영영");
  EXPECT_EQ(whole.Original("PHONE_3"), nullptr);
  EXPECT_EQ(whole.Original("EMAIL_2"), nullptr);
}

TEST(MaskTest, APlaceholderThatACustomerWritesIsNotOurs) {
  Mask mask;
  const auto hidden =
      mask.Hide({{"내 번호는 010-1234-5678", kCustomer},
                 {"<PHONE_1>이랑 [name_2], PHONE_7", kCustomer}});

  EXPECT_THAT(hidden, ElementsAre("내 번호는 <PHONE_1>",
                                  "<LITERAL_1>이랑 <LITERAL_2>, <LITERAL_3>"));
  Unmasker unmasker(mask);
  EXPECT_EQ(unmasker.Feed(hidden[1]) + unmasker.Finish(),
            "<PHONE_1>이랑 [name_2], PHONE_7");
}

TEST(MaskTest, HidesAllOfALongConversationInTime) {
  std::vector<Utterance> said;
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "010-1234-5678 kim@example.com ";
  for (int i = 0; i < 400; ++i) said.push_back({"네 공일공 일이삼사", i % 2});
  said.push_back({text, kCustomer});

  const auto hidden = Hidden(said);

  EXPECT_EQ(hidden.back().find("1234"), std::string::npos);
}

}  // namespace
}  // namespace aicc::inference
