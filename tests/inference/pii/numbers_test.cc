#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class NumberTest : public testing::TestWithParam<FindCase> {};

TEST_P(NumberTest, FindsWhatIsSomebodysAndNoOther) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    NumbersOfThings, NumberTest,
    testing::Values(
        FindCase{"주문번호 20240318-0012345 언제 와요", ""},
        FindCase{"운송장 번호 6412-8830-1175인데요", ""},
        FindCase{"상품코드 8801234567893 품절인가요", ""},
        FindCase{"ISBN 978-0-306-40615-7?", ""},
        FindCase{"tracking 1Z999AA10123456784 is stuck", ""},
        FindCase{"routing 021000021, acct 1234567890", "ACCOUNT=1234567890"},
        FindCase{"sort code 20-45-71 account 12345678", "ACCOUNT=12345678"},
        FindCase{"claims 4155550132", ""},
        FindCase{"policyholder 110-234-567890", "NUMBER=110-234-567890"},
        FindCase{"building manager 4155550132", "NUMBER=4155550132"},
        FindCase{"운송장 번호 010-1234-5678", "PHONE=010-1234-5678"},
        FindCase{"주문번호 4111 1111 1111 1111", "CARD=4111 1111 1111 1111"},
        FindCase{"상품코드 900101-1234567", "RRN=900101-1234567"}));

INSTANTIATE_TEST_SUITE_P(
    Dictated, NumberTest,
    testing::Values(
        FindCase{"공일공에 삼삼공오에 아니 삼삼오일에 구팔육공이요",
                 "PHONE=공일공에 삼삼공오에 아니 삼삼오일에 구팔육공"},
        FindCase{"four one five, no sorry, four one six, five five five, oh "
                 "one two three",
                 "PHONE=four one five, no sorry, four one six, five five five, "
                 "oh one two three"},
        FindCase{"공일공 삼천이백에 사천오백육번이요",
                 "PHONE=공일공 삼천이백에 사천오백육"},
        FindCase{"공일공 이천원", ""},
        FindCase{"82 10 1234 5678이요", "PHONE=82 10 1234 5678"},
        FindCase{"면허 십일 다시 이십 다시 삼사오육칠팔 다시 구공",
                 "LICENSE=십일 다시 이십 다시 삼사오육칠팔 다시 구공"},
        FindCase{"전화 02-369-0932 이메일은요", "PHONE=02-369-0932"},
        FindCase{"카드번호 5 4 3 3 1 2 3 4 5 6 7 8 9 0 1 2",
                 "CARD=5 4 3 3 1 2 3 4 5 6 7 8 9 0 1 2"},
        FindCase{"번호 영일영 오일오육 에 삼삼칠팔",
                 "PHONE=영일영 오일오육 에 삼삼칠팔"},
        FindCase{"주민번호 앞자리 구공공일공일 뒷자리 일이삼사오육칠이요",
                 "RRN=구공공일공일 뒷자리 일이삼사오육칠"},
        FindCase{"우체국 공 일 이 삼 사 오 공 이 칠 칠 공 사 육 이입니다",
                 "ACCOUNT=공 일 이 삼 사 오 공 이 칠 칠 공 사 육 이"}));

INSTANTIATE_TEST_SUITE_P(
    CuesAfter, NumberTest,
    testing::Values(
        FindCase{"double four one, two nine, two nine one oh for the social?",
                 "SSN=double four one, two nine, two nine one oh"},
        FindCase{"DBS savings 012-34500-1", "ACCOUNT=012-34500-1"},
        FindCase{"I have used 115911, check my account", ""}));

TEST(NumberValueTest, WhatIsCorrectedIsNoPartOfIt) {
  EXPECT_EQ(Value("공일공 삼삼공오 아니 삼삼오일 구팔육공"),
            Value("010-3351-9860"));
  EXPECT_EQ(Value("공일공 삼천이백에 사천오백육번"), Value("010-3200-4506"));
  EXPECT_EQ(Value("82 10 1234 5678"), Value("010-1234-5678"));
}

INSTANTIATE_TEST_SUITE_P(
    Codes, NumberTest,
    testing::Values(
        FindCase{"PO 7781200345 was short", ""},
        FindCase{"20 pens, code 4402-18-9931", ""},
        FindCase{"Windows 10.0.22631.3447 and driver 31.0.101.5186", ""},
        FindCase{"a/c 40218833, sort 20-11-87", "ACCOUNT=40218833"},
        FindCase{"BSB 062-000 acc 3391 8820", "ACCOUNT=3391 8820"},
        FindCase{"area code four one five eight eight two one nine four oh",
                 "PHONE=four one five eight eight two one nine four oh"}));

}  // namespace
}  // namespace aicc::inference
