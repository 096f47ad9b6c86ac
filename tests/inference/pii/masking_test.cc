#include "services/inference/domain/masking.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

std::string Hidden(std::string_view text) { return Mask().Hide(text); }

struct MaskingCase {
  const char* text;
  const char* hidden;
};

class MaskingTest : public testing::TestWithParam<MaskingCase> {};

TEST_P(MaskingTest, HidesWhatIsPersonalAndNothingElse) {
  EXPECT_EQ(Hidden(GetParam().text), GetParam().hidden);
}

INSTANTIATE_TEST_SUITE_P(
    Phones, MaskingTest,
    testing::Values(MaskingCase{"제 번호는 010-1234-5678이에요",
                                "제 번호는 <PHONE_1>이에요"},
                    MaskingCase{"01012345678", "<PHONE_1>"},
                    MaskingCase{"010 1234 5678 1번", "<PHONE_1> 1번"},
                    MaskingCase{"02)123-4567로 전화", "<PHONE_1>로 전화"},
                    MaskingCase{"031.123.4567", "<PHONE_1>"},
                    MaskingCase{"+82 10-1234-5678", "<PHONE_1>"},
                    MaskingCase{"０１０－1234", "０１０－1234"},
                    MaskingCase{"call 212-555-0123 now", "call <PHONE_1> now"},
                    MaskingCase{"공일공 일이삼사 오육칠팔이에요",
                                "<PHONE_1>이에요"},
                    MaskingCase{"공일공 다시 일이삼사에 오육칠팔입니다",
                                "<PHONE_1>입니다"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, MaskingTest,
    testing::Values(
        MaskingCase{"주민번호 900101-1234567", "주민번호 <RRN_1>"},
        MaskingCase{"9001011234567", "<RRN_1>"},
        MaskingCase{"900101-1******", "<RRN_1>"},
        MaskingCase{"900101-5234567", "<FRN_1>"},
        MaskingCase{"카드 4111 1111 1111 1111", "카드 <CARD_1>"},
        MaskingCase{"4111111111111111", "<CARD_1>"},
        MaskingCase{"4111-1111-1111-1112", "<CARD_1>"},
        MaskingCase{"국민은행 계좌 123-45-678901", "국민은행 계좌 <ACCOUNT_1>"},
        MaskingCase{"사업자 124-81-00998", "사업자 <BRN_1>"},
        MaskingCase{"면허 11-02-123456-78", "면허 <LICENSE_1>"},
        MaskingCase{"여권번호 M12345678입니다", "여권번호 <PASSPORT_1>입니다"},
        MaskingCase{"주문 12345678901234", "주문 <NUMBER_1>"}));

INSTANTIATE_TEST_SUITE_P(
    Words, MaskingTest,
    testing::Values(
        MaskingCase{"kim.ha-neul+1@naver.com으로", "<EMAIL_1>으로"},
        MaskingCase{"01012345678@naver.com.", "<EMAIL_1>."},
        MaskingCase{"제 이름은 김하늘입니다", "제 이름은 <NAME_1>입니다"},
        MaskingCase{"저는 홍길동이라고 합니다", "저는 <NAME_1>이라고 합니다"},
        MaskingCase{"예금주 홍길동, 국민은행", "예금주 <NAME_1>, 국민은행"},
        MaskingCase{"My name is Jane Doe and", "My name is <NAME_1> and"}));

INSTANTIATE_TEST_SUITE_P(
    Harmless, MaskingTest,
    testing::Values(
        MaskingCase{"", ""},
        MaskingCase{"월 55,000원, 데이터 100GB", "월 55,000원, 데이터 100GB"},
        MaskingCase{"2026-11-21 14시 30분", "2026-11-21 14시 30분"},
        MaskingCase{"2026.11.21~2026.12.31", "2026.11.21~2026.12.31"},
        MaskingCase{"고객센터 114, 5G, 3.5%", "고객센터 114, 5G, 3.5%"},
        MaskingCase{"이 요금제 이름이 뭐예요?", "이 요금제 이름이 뭐예요?"},
        MaskingCase{"상품 이름이 어떻게 되나요", "상품 이름이 어떻게 되나요"},
        MaskingCase{"저는 이사 오는 사람이에요", "저는 이사 오는 사람이에요"},
        MaskingCase{"a@b, @me", "a@b, @me"},
        MaskingCase{"100 200 300 400", "100 200 300 400"},
        MaskingCase{"M12345678 모델", "M12345678 모델"}));

TEST(MaskTest, TheSameNumberHasTheSamePlaceholderInEveryMessage) {
  Mask mask;

  EXPECT_EQ(mask.Hide("010-1234-5678 말고 010-9999-0000"),
            "<PHONE_1> 말고 <PHONE_2>");
  EXPECT_EQ(mask.Hide("네, 01012345678이요"), "네, <PHONE_1>이요");
}

TEST(MaskTest, InvalidTextIsTakenAsItIs) {
  EXPECT_EQ(Hidden("\xFF\xEA\xB0 010-1234-5678 \xEC"),
            "\xFF\xEA\xB0 <PHONE_1> \xEC");
}

TEST(MaskTest, LongTextTakesNoLongTime) {
  const std::string digits(1 << 20, '1');
  const std::string spoken = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "일 ";
    return text;
  }();

  EXPECT_EQ(Hidden(digits), "<NUMBER_1>");
  EXPECT_FALSE(Hidden(spoken).empty());
}

}  // namespace
}  // namespace aicc::inference
