#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class DocumentTest : public testing::TestWithParam<FindCase> {};

TEST_P(DocumentTest, FindsWhatTheTextCallsADocument) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Passports, DocumentTest,
    testing::Values(
        FindCase{"M123A4567 만료일이 2031년 5월이에요 여권이요",
                 "PASSPORT=M123A4567"},
        FindCase{"AB1234567 is my passport", "PASSPORT=AB1234567"},
        FindCase{"passport was C12345678 but I renewed, it is now D87654321",
                 "PASSPORT=C12345678 PASSPORT=D87654321"},
        FindCase{"여권번호 M 123 A 4567이요", "PASSPORT=M 123 A 4567"},
        FindCase{"탑승객 명단 M234B5678 확인", "PASSPORT=M234B5678"},
        FindCase{"APIS 입력 RK1234567", "PASSPORT=RK1234567"},
        FindCase{"모델 M234B5678 재고", ""},
        FindCase{"AB1234567 is out of stock", ""}));

INSTANTIATE_TEST_SUITE_P(
    SpokenPassports, DocumentTest,
    testing::Values(FindCase{"여권 엠 일이삼 에이 사오륙칠이에요",
                             "PASSPORT=엠 일이삼 에이 사오륙칠"},
                    FindCase{"여권번호는 엠 음 일이삼사오륙칠팔입니다",
                             "PASSPORT=엠 음 일이삼사오륙칠팔"},
                    FindCase{
                        "my passport is m one two three four double five six",
                        "PASSPORT=m one two three four double five six"},
                    FindCase{"여권 지금 오늘 이용 신청이요", ""}));

INSTANTIATE_TEST_SUITE_P(
    Licenses, DocumentTest,
    testing::Values(
        FindCase{"경기 99-123456-78", "LICENSE=경기 99-123456-78"},
        FindCase{"대구-02-123456-78 면허증 번호요",
                 "LICENSE=대구-02-123456-78"},
        FindCase{"서울 02-123-4567", "PHONE=02-123-4567"},
        FindCase{"ohio DL 12345678", "LICENSE=12345678"},
        FindCase{"DL# S123-456-78-901-2", "LICENSE=S123-456-78-901-2"},
        FindCase{"license is F one two three, four five six, seven oh",
                 "LICENSE=F one two three, four five six, seven oh"}));

INSTANTIATE_TEST_SUITE_P(
    Ibans, DocumentTest,
    testing::Values(FindCase{
        "iban G B eight two, W E S T, one two three four five six, "
        "nine eight seven six five four three two at the bank",
        "IBAN=G B eight two, W E S T, one two three four five six, "
        "nine eight seven six five four three two"}));

INSTANTIATE_TEST_SUITE_P(
    Ips, DocumentTest,
    testing::Values(
        FindCase{"ip is eight six dot one two four dot seven dot two oh one",
                 "IP=eight six dot one two four dot seven dot two oh one"},
        FindCase{"아이피 이백십일 점 삼십육 점 백사십 점 십이요",
                 "IP=이백십일 점 삼십육 점 백사십 점 십이"},
        FindCase{"아이피 일이일 점 일삼오 점 육육 점 구예요",
                 "IP=일이일 점 일삼오 점 육육 점 구"},
        FindCase{"three dot five percent", ""},
        FindCase{"평점 삼 점 오 점", ""},
        FindCase{"firmware 10.2.14.3 bricked it", ""},
        FindCase{"펌웨어 2.14.0.3으로 올렸어요", ""}));

TEST(DocumentValueTest, SpokenAndWrittenAreOneValue) {
  EXPECT_EQ(Value("여권 엠 일이삼 에이 사오륙칠이에요"),
            Value("여권 M123A4567이에요"));
  EXPECT_EQ(Value("ip eight dot one two four dot seven dot two oh one"),
            Value("ip 8.124.7.201"));
}

INSTANTIATE_TEST_SUITE_P(
    InGroups, DocumentTest,
    testing::Values(
        FindCase{"DL no KA05 20150012345 till 2031",
                 "LICENSE=KA05 20150012345"},
        FindCase{"driving licence MORGA 657054 SM9IJ",
                 "LICENSE=MORGA 657054 SM9IJ"},
        FindCase{"driver's license is D1234567", "LICENSE=D1234567"},
        FindCase{"JONES710238J99AB is mine", "LICENSE=JONES710238J99AB"},
        FindCase{"license key 4FH2-88DK-LLQ2", ""},
        FindCase{"P/JPN/TK7731204/04NOV88", "PASSPORT=TK7731204 DOB=04NOV88"}));

}  // namespace
}  // namespace aicc::inference
