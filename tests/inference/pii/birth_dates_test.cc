#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class BirthDateTest : public testing::TestWithParam<FindCase> {};

TEST_P(BirthDateTest, FindsDatesThatAreCalledBirthdaysAndNoOther) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Korean, BirthDateTest,
    testing::Values(
        FindCase{"애기 생일 이천이십일년 구월 구일이요",
                 "DOB=이천이십일년 구월 구일"},
        FindCase{"생년월일 구십 년 오월 삼십일 일이요",
                 "DOB=구십 년 오월 삼십일 일"},
        FindCase{"태어난 날이 84년 1월 31일이라", "DOB=84년 1월 31일"},
        FindCase{"2000. 12. 31.생이에요", "DOB=2000. 12. 31"},
        FindCase{"85년생 3월 2일이에요", "DOB=85년생 3월 2일"},
        FindCase{"저 850302인데요 생년월일이", "DOB=850302"},
        FindCase{"아버지 1951-03-27생이신데", "DOB=1951-03-27"},
        FindCase{"85년 유월 이일이 제 생일이에요", "DOB=85년 유월 이일"},
        FindCase{"남자친구 생일 유월 삼십일 일정 추가", "DOB=유월 삼십일"},
        FindCase{"생일 쿠폰 12월 30일까지 쓸 수 있나요", ""},
        FindCase{"3월 15일에 생각해 볼게요", ""},
        FindCase{"2024-03-15 결제 건이요", ""}));

INSTANTIATE_TEST_SUITE_P(
    English, BirthDateTest,
    testing::Values(
        FindCase{"D.O.B - 7th Aug 1974", "DOB=7th Aug 1974"},
        FindCase{"born on the 22nd of July 1990", "DOB=the 22nd of July 1990"},
        FindCase{"birth date 25-Dec-84", "DOB=25-Dec-84"},
        FindCase{"dob 1984 dec 25", "DOB=1984 dec 25"},
        FindCase{"b. 3 January 1957", "DOB=3 January 1957"},
        FindCase{"1 April 2000 is my date of birth", "DOB=1 April 2000"},
        FindCase{"birthday discount until March 3", ""},
        FindCase{"my dob is wrong, fix it by then", ""},
        FindCase{"the bill of March 3, 1998 came late", ""}));

INSTANTIATE_TEST_SUITE_P(
    SpokenEnglish, BirthDateTest,
    testing::Values(
        FindCase{"birthday's june third nineteen eighty two",
                 "DOB=june third nineteen eighty two"},
        FindCase{"dob twenty first of may two thousand and five ok",
                 "DOB=twenty first of may two thousand and five"},
        FindCase{"date of birth? fourteenth of the second, seventy one",
                 "DOB=fourteenth of the second, seventy one"},
        FindCase{"oh four oh seven nineteen ninety one is my date of birth",
                 "DOB=oh four oh seven nineteen ninety one"},
        FindCase{"born may five oh five", "DOB=may five oh five"}));

INSTANTIATE_TEST_SUITE_P(
    BesideWhatSaysWhoSomebodyIs, BirthDateTest,
    testing::Values(FindCase{"social 123-45-6789, 11/02/1962",
                             "SSN=123-45-6789 DOB=11/02/1962"},
                    FindCase{"DOB is 02/30/1988 on file, it's 03/02/1988",
                             "DOB=02/30/1988 DOB=03/02/1988"},
                    FindCase{"생년월일이 2001-03-05인데 2001-03-15예요",
                             "DOB=2001-03-05 DOB=2001-03-15"},
                    FindCase{"social 123-45-6789, since 11/02/2022",
                             "SSN=123-45-6789"}));

INSTANTIATE_TEST_SUITE_P(
    CalledSoAfterwards, BirthDateTest,
    testing::Values(
        FindCase{"12 April 1998. that's when i was born", "DOB=12 April 1998"},
        FindCase{"it should say 2001-07-18 for my birth date",
                 "DOB=2001-07-18"},
        FindCase{"ninth of the third sixty one, that's my date of birth",
                 "DOB=ninth of the third sixty one"},
        FindCase{"bring it on 12 March 2025 for my birthday", ""}));

INSTANTIATE_TEST_SUITE_P(
    OtherLanguages, BirthDateTest,
    testing::Values(FindCase{"geb. 08.04.2003", "DOB=08.04.2003"},
                    FindCase{"né le 12 mars 2004", "DOB=12 mars 2004"},
                    FindCase{"nacido el 5 de mayo de 2001",
                             "DOB=5 de mayo de 2001"}));

INSTANTIATE_TEST_SUITE_P(
    Unannounced, BirthDateTest,
    testing::Values(FindCase{"patient: 09.12.1956, female", "DOB=09.12.1956"},
                    FindCase{"12MAR1977/F/GBR", "DOB=12MAR1977"},
                    FindCase{"born 15MAR02", "DOB=15MAR02"},
                    FindCase{"verified with the 3rd of June 1951",
                             "DOB=the 3rd of June 1951"},
                    FindCase{"born the 5th of may 2001, sorry 6 may 2001",
                             "DOB=the 5th of may 2001 DOB=6 may 2001"},
                    FindCase{"the bank was founded 12 May 1961", ""},
                    FindCase{"contract of 3 March 1994", ""},
                    FindCase{"1975년 3월 2일에 설립된 회사", ""},
                    FindCase{"part 44-71-1956", ""},
                    FindCase{"1970-01-01 is shown", ""},
                    FindCase{"bought on 12 May 2019", ""}));

}  // namespace
}  // namespace aicc::inference
