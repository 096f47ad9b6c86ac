#include "services/inference/domain/personal_data.h"

#include <gtest/gtest.h>

#include <chrono>

#include "services/inference/domain/number_kind.h"
#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class FindTest : public testing::TestWithParam<FindCase> {};

TEST_P(FindTest, FindsWhatIsPersonalAndNothingElse) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    SpokenDigits, FindTest,
    testing::Values(
        FindCase{"공일공 어 일이삼사 음 오육칠팔이에요",
                 "PHONE=공일공 어 일이삼사 음 오육칠팔"},
        FindCase{"공일공이고 일이삼사에 5678이요",
                 "PHONE=공일공이고 일이삼사에 5678"},
        FindCase{"공 일 공 일 이 삼 사 오 육 칠 팔",
                 "PHONE=공 일 공 일 이 삼 사 오 육 칠 팔"},
        FindCase{"영일영 하나이삼사 오육칠팔",
                 "PHONE=영일영 하나이삼사 오육칠팔"},
        FindCase{"it's oh one oh, double five, triple three, nine one two",
                 "PHONE=oh one oh, double five, triple three, nine one two"},
        FindCase{"two one two um five five five oh one two three",
                 "PHONE=two one two um five five five oh one two three"},
        FindCase{"팔이공일일오 다시 일일이삼사오육입니다",
                 "RRN=팔이공일일오 다시 일일이삼사오육"},
        FindCase{"four one one one, one one one one, one one one one, one one "
                 "one one",
                 "CARD=four one one one, one one one one, one one one one, one "
                 "one one one"}));

INSTANTIATE_TEST_SUITE_P(
    International, FindTest,
    testing::Values(
        FindCase{"+44 20 7946 0958", "PHONE=+44 20 7946 0958"},
        FindCase{"0044 20 7946 0958", "PHONE=0044 20 7946 0958"},
        FindCase{"(212) 555-0123 x123", "PHONE=(212) 555-0123 x123"},
        FindCase{"GB82 WEST 1234 5698 7654 32",
                 "IBAN=GB82 WEST 1234 5698 7654 32"},
        FindCase{"GB82 WEST 1234 5698 7654 33 x", "NUMBER=1234 5698 7654"},
        FindCase{"from 203.0.113.7.", "IP=203.0.113.7"},
        FindCase{"fe80::1 and 2001:db8::ff", "IP=fe80::1 IP=2001:db8::ff"},
        FindCase{"at 10:30:45", ""},
        FindCase{"3782 822463 10005", "CARD=3782 822463 10005"},
        FindCase{"078-05-1120", "SSN=078-05-1120"},
        FindCase{"000-12-3456", ""}));

INSTANTIATE_TEST_SUITE_P(
    Addresses, FindTest,
    testing::Values(
        FindCase{"서울 강남구 테헤란로 123, 101동 1203호로 보내주세요",
                 "ADDRESS=서울 강남구 테헤란로 123, 101동 1203호"},
        FindCase{"101동 1203호예요", "ADDRESS=101동 1203호"},
        FindCase{"강남구 쪽 매장이요", ""},
        FindCase{"I live at 12 Old Mill Road, Springfield, IL 62704 now",
                 "ADDRESS=12 Old Mill Road, Springfield, IL 62704"},
        FindCase{"zip code 90210", "ADDRESS=90210"},
        FindCase{"I paid 90210 won", ""}));

INSTANTIATE_TEST_SUITE_P(
    Names, FindTest,
    testing::Values(FindCase{"황보민서 고객님 맞으세요?", "NAME=황보민서"},
                    FindCase{"남궁민수입니다", "NAME=남궁민수"},
                    FindCase{"하늘 씨가 그랬어요", "NAME=하늘"},
                    FindCase{"my name is jane doe and i want", "NAME=jane doe"},
                    FindCase{"Thanks, Emily", "NAME=Emily"},
                    FindCase{"This is Mr. O'Brien calling", "NAME=O'Brien"},
                    FindCase{"May I speak to a manager?", ""},
                    FindCase{"My Samsung Galaxy broke", ""},
                    FindCase{"이번 달 김치값이 정말 비싸요", ""},
                    FindCase{"한빛모바일이죠?", ""},
                    FindCase{"고객님 날씨가 좋네요", ""}));

INSTANTIATE_TEST_SUITE_P(Emails, FindTest,
                         testing::Values(FindCase{"it's kim at gmail dot com",
                                                  "EMAIL=kim at gmail dot com"},
                                         FindCase{
                                             "haneul 골뱅이 네이버 닷컴이요",
                                             "EMAIL=haneul 골뱅이 네이버 닷컴"},
                                         FindCase{"골뱅이 무침 주세요", ""},
                                         FindCase{"look at that dot", ""}));

TEST(FindPersonalDataTest, ItsSpellingsHaveOneValue) {
  const std::string phone = Value("010-1234-5678");

  EXPECT_EQ(Value("공일공 일이삼사 오육칠팔"), phone);
  EXPECT_EQ(Value("+82 10 1234 5678"), phone);
  EXPECT_EQ(Value("+82 (0)10-1234-5678"), phone);
  EXPECT_EQ(Value("０１０ １２３４ ５６７８"), phone);
  EXPECT_EQ(Value("kim@gmail.com"), Value("Kim@Gmail.com"));
  EXPECT_EQ(Value("kim at gmail dot com"), Value("kim@gmail.com"));
  EXPECT_NE(Value("010-1234-5679"), phone);
}

TEST(FindPersonalDataTest, DecomposedHangulIsTheSame) {
  const std::string composed = "제 이름은 김하늘입니다";
  // 김 in three jamo, as a Mac writes it.
  const std::string decomposed =
      "제 이름은 \xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7하늘입니다";

  EXPECT_EQ(Value(decomposed), Value(composed));
}

TEST(FindPersonalDataTest, AQuestionSaysWhatItsAnswerIs) {
  EXPECT_EQ(Found("고하늬요"), "");
  EXPECT_EQ(Found("고하늬요", "성함이 어떻게 되세요?"), "NAME=고하늬");
  EXPECT_EQ(Found("900101이요", "생년월일 말씀해 주시겠어요?"), "DOB=900101");
  EXPECT_EQ(Found("Zizi Konya", "May I have your name?"), "NAME=Zizi Konya");
  EXPECT_EQ(Found("12345678", "What is your account number?"),
            "ACCOUNT=12345678");
}

TEST(FindPersonalDataTest, HostileTextTakesNoLongTime) {
  const auto repeated = [](std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
  };
  constexpr std::size_t kMegabyte = 1 << 20;
  for (const std::string_view part :
       {"1",        "일이삼",    "일 ",        "one ",      "1 ",
        "12-",      "a1b2c3 ",   "김하늘 ",    "골뱅이",    "a at b dot com ",
        "John ",    "생년월일",  "12 Main ",   "테헤란로 ", "1동",
        "::1",      "<PHONE_",   "@",          "at ",       "\xFF",
        "\xEA\xB0", "이름은 ",   "a@",         "1.1.",      "카드 1234 ",
        "서울 ",    "M1234567 ", "slash ",     "슬래시 ",   "x.com/a ",
        "엠 ",      "j k ",      "[고객] x\n", "may 1 ",    "1-ro, ",
        "응우옌 ",  "김 ",       "N-G-",       "아니 ",     "이천 ",
        "일 점 ",   "12 A, "}) {
    const bool digits = part == "1" || part == "일이삼" || part == "one ";
    const std::string text = repeated(part, digits ? kMegabyte : kMegabyte / 8);
    const auto start = std::chrono::steady_clock::now();

    const auto found = FindPersonalData(text);

    const auto took = std::chrono::steady_clock::now() - start;
    // Many times what it takes: this is about quadratic, not about slow.
    EXPECT_LT(took, std::chrono::seconds(20)) << part;
    EXPECT_TRUE(found.empty() || found.back().end <= text.size()) << part;
  }
}

TEST(NumberKindTest, ChecksWhatHasACheckDigit) {
  EXPECT_TRUE(PassesLuhn("4111111111111111"));
  EXPECT_FALSE(PassesLuhn("4111111111111112"));
  EXPECT_TRUE(PassesBusinessCheck("1248100998"));
  EXPECT_FALSE(PassesBusinessCheck("1248100999"));
}

}  // namespace
}  // namespace aicc::inference
