#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class KoreanNameTest : public testing::TestWithParam<FindCase> {};

TEST_P(KoreanNameTest, FindsPeopleAndNoOther) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Listed, KoreanNameTest,
    testing::Values(FindCase{"이가람 오늘 자리에 없나요", "NAME=이가람"},
                    FindCase{"탁재영 건 어떻게 됐는지요", "NAME=탁재영"},
                    FindCase{"윤보라한테 다 얘기했는데요", "NAME=윤보라"},
                    FindCase{"빈유정이라는 사람이요", "NAME=빈유정"},
                    FindCase{"문예린이 퇴사했어요", "NAME=문예린"},
                    FindCase{"공동현관 비번이요", ""},
                    FindCase{"선정은 언제 되나요", ""},
                    FindCase{"우리나라는 비싸요", ""},
                    FindCase{"이미지 파일이요", ""},
                    FindCase{"현미경 주문이요", ""}));

INSTANTIATE_TEST_SUITE_P(
    Cues, KoreanNameTest,
    testing::Values(
        FindCase{"운전자 곽민걸, 렌트카", "NAME=곽민걸"},
        FindCase{"할머니 성함은 신말자 되시고요", "NAME=신말자"},
        FindCase{"엄마 조순덕 아빠 장기봉 두 분", "NAME=조순덕 NAME=장기봉"},
        FindCase{"받으시는 분은 고하나요", "NAME=고하나"},
        FindCase{"이름이 외자예요 허율이요 허 율", "NAME=허율 NAME=허 율"},
        FindCase{"요금제 이름이 하늘 요금제예요", ""},
        FindCase{"예금주가 달라도 되나요", ""},
        FindCase{"예약자 엄마로 바꿔 주세요", ""}));

INSTANTIATE_TEST_SUITE_P(
    Titles, KoreanNameTest,
    testing::Values(FindCase{"구본석 팀장님 좀 바꿔주세요", "NAME=구본석"},
                    FindCase{"김 영 수 고객님", "NAME=김 영 수"},
                    FindCase{"차은결 앞으로 온 택배", "NAME=차은결"},
                    FindCase{"임신한 직원이 있어요", ""},
                    FindCase{"담당자 님 계세요", ""},
                    FindCase{"하나님의 말씀", ""}));

INSTANTIATE_TEST_SUITE_P(
    GivenNamesAlone, KoreanNameTest,
    testing::Values(FindCase{"민준이가 결제한 거 같아요", "NAME=민준"},
                    FindCase{"하은아 이거 물어봐", "NAME=하은"},
                    FindCase{"유리 언니가 추천해줘서", "NAME=유리"},
                    FindCase{"우리 지안이 폰이요", "NAME=지안"},
                    FindCase{"아들 시우가 잃어버렸어요", "NAME=시우"},
                    FindCase{"유리가 깨졌어요", ""},
                    FindCase{"하늘색이랑 은하수 색이요", ""},
                    FindCase{"미숙아 의료비 지원이요", ""}));

INSTANTIATE_TEST_SUITE_P(
    BesideANumber, KoreanNameTest,
    testing::Values(FindCase{"택배 금보람 010 6246-2962",
                             "NAME=금보람 PHONE=010 6246-2962"},
                    FindCase{"국민은행 123402-04-853092 양세아",
                             "ACCOUNT=123402-04-853092 NAME=양세아"},
                    FindCase{"여권 두 개요 구여권 M11142592",
                             "PASSPORT=M11142592"}));

INSTANTIATE_TEST_SUITE_P(
    Foreign, KoreanNameTest,
    testing::Values(
        FindCase{"위임장에 마이클 손 서명이 빠져서", "NAME=마이클 손"},
        FindCase{"보낸 사람이 모하메드 카림으로 떠요", "NAME=모하메드 카림"},
        FindCase{"저는 응우옌 티 란입니다", "NAME=응우옌 티 란"},
        FindCase{"쩐 반 득 명의로 개통했어요", "NAME=쩐 반 득"},
        FindCase{"왕샤오리 님 조회됩니다", "NAME=왕샤오리"},
        FindCase{"다나카 유키 고객님 통역이요", "NAME=다나카 유키"},
        FindCase{"예약자 lee soo jin 으로 되어있어요", "NAME=lee soo jin"},
        FindCase{"계약자 Tran Thi Mai 님 앞으로", "NAME=Tran Thi Mai"},
        FindCase{"영문명이 HONG SEUNGWOO로 되어", "NAME=HONG SEUNGWOO"}));

INSTANTIATE_TEST_SUITE_P(
    SurnamesWithTitles, KoreanNameTest,
    testing::Values(FindCase{"임 과장님께서 결재하셨어요", "NAME=임"},
                    FindCase{"옆집 민기사님이 다녀갔어요", "NAME=민"},
                    FindCase{"독고 부장님 계신가요", "NAME=독고"},
                    FindCase{"아랫집 노씨가 그랬대요", "NAME=노"},
                    FindCase{"변 고객님 확인되셨습니다", "NAME=변"},
                    FindCase{"이 고객님은 해지하셨어요", ""},
                    FindCase{"전 직원에게 알려 주세요", ""},
                    FindCase{"현 대표 번호가 뭐예요", ""},
                    FindCase{"지점장님 바꿔 주세요", ""},
                    FindCase{"주차장이 만차예요", ""},
                    FindCase{"날씨가 더워요", ""}));

INSTANTIATE_TEST_SUITE_P(
    Records, KoreanNameTest,
    testing::Values(FindCase{R"({"customer_name":"호다연","tier":"vip"})",
                             "NAME=호다연"},
                    FindCase{R"("receiver" : "딜무로드")", "NAME=딜무로드"},
                    FindCase{"AGENT=은결 QUEUE=vip", "NAME=은결"},
                    FindCase{"| 은결 | 환불 | 접수 |", "NAME=은결"},
                    FindCase{"방태린, 좌승혁 접수", "NAME=방태린 NAME=좌승혁"},
                    FindCase{R"({"product_name":"겨울패딩","qty":1})", ""},
                    FindCase{"owner=미정 priority=P2", ""},
                    FindCase{"본인, 배우자, 자녀 모두요", ""}));

INSTANTIATE_TEST_SUITE_P(
    WithoutSpaces, KoreanNameTest,
    testing::Values(FindCase{"제이름은구예린입니다빨리요", "NAME=구예린"},
                    FindCase{"예금주는모상헌이고요은행은몰라요", "NAME=모상헌"},
                    FindCase{"성함은기억이안나요", ""}));

INSTANTIATE_TEST_SUITE_P(
    RareForms, KoreanNameTest,
    testing::Values(FindCase{"할머니 전복례 여사님 댁이요", "NAME=전복례"},
                    FindCase{"친구 슬옹이가 받을 거예요", "NAME=슬옹"},
                    FindCase{"초희는 환불 받았대요", "NAME=초희"},
                    FindCase{"아기 이름은 봄", "NAME=봄"},
                    FindCase{"이하은 고객님", "NAME=이하은"},
                    FindCase{"이하은 안 된대요", ""},
                    FindCase{"춘식이 인형 샀어요", ""},
                    FindCase{"쌍둥이가 쓸 거예요", ""}));

INSTANTIATE_TEST_SUITE_P(
    MoreForeign, KoreanNameTest,
    testing::Values(FindCase{"레티흐엉이라고 해요", "NAME=레티흐엉"},
                    FindCase{"당 티 란 씨 여권이요", "NAME=당 티 란"},
                    FindCase{"왕리훙 고객님", "NAME=왕리훙"},
                    FindCase{"마리아 산토스 이름으로 예약",
                             "NAME=마리아 산토스"},
                    FindCase{"호세 카바요 고객님", "NAME=호세 카바요"},
                    FindCase{"대표자 로버트 킴, 2박", "NAME=로버트 킴"},
                    FindCase{"벡조드 라히모프 님", "NAME=벡조드 라히모프"},
                    FindCase{"마이클 잭슨 앨범이요", ""},
                    FindCase{"레티놀 크림 환불이요", ""},
                    FindCase{"마이크가 안 돼요", ""}));

TEST(TranscriptTest, ALineIsReadAsAnAnswerToTheOneBefore) {
  EXPECT_EQ(Found("[상담원] 성함과 생년월일 부탁드립니다\n"
                  "[고객] 석하나요 89년 9월 19일이요"),
            "NAME=석하나 DOB=89년 9월 19일");
  EXPECT_EQ(Found("Agent: can I take your full name?\n"
                  "Caller: leticia monroe\nAgent: thanks"),
            "NAME=leticia monroe");
}

}  // namespace
}  // namespace aicc::inference
