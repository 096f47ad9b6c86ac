#include <gtest/gtest.h>

#include "tests/inference/pii/found.h"

namespace aicc::inference {
namespace {

class AddressTest : public testing::TestWithParam<FindCase> {};

TEST_P(AddressTest, FindsAllOfItAndNoPlaceAlone) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Korean, AddressTest,
    testing::Values(
        FindCase{"전북 순창군 순창읍 교성리 산 21-4 이렇게만 나와요",
                 "ADDRESS=전북 순창군 순창읍 교성리 산 21-4"},
        FindCase{"평택시 고덕면 고덕로 50, 310-2004 경비실에",
                 "ADDRESS=평택시 고덕면 고덕로 50, 310-2004"},
        FindCase{"(06236) 서울 강남구 역삼로 180 마루빌딩 501호로 변경",
                 "ADDRESS=(06236) 서울 강남구 역삼로 180 마루빌딩 501호"},
        FindCase{"서울 영등포구 여의대로 24 FKI타워 31F 로",
                 "ADDRESS=서울 영등포구 여의대로 24 FKI타워 31F"},
        FindCase{"분당구 정자동 한솔마을 5단지 502동 1101호요",
                 "ADDRESS=분당구 정자동 한솔마을 5단지 502동 1101호"},
        FindCase{"송파구 잠실동 리센츠 아파트 221동 1502호요",
                 "ADDRESS=송파구 잠실동 리센츠 아파트 221동 1502호"},
        FindCase{"양산시 물금읍 범어로 55, 대방노블 2차 203동 801호요",
                 "ADDRESS=양산시 물금읍 범어로 55, 대방노블 2차 203동 801호"},
        FindCase{"천안 서북구 불당로 67 반지하요",
                 "ADDRESS=천안 서북구 불당로 67 반지하"},
        FindCase{"논현로 508 GS타워로 와주세요", "ADDRESS=논현로 508 GS타워"},
        FindCase{"역삼동 823-1번지요", "ADDRESS=역삼동 823-1번지"},
        FindCase{"자이 센트로 105동 902호 문 앞에",
                 "ADDRESS=자이 센트로 105동 902호"},
        FindCase{"한강대로 솔밭길 21, 3동 402호요",
                 "ADDRESS=한강대로 솔밭길 21, 3동 402호"},
        FindCase{"주공 이단지 삼백일동 백이호요",
                 "ADDRESS=주공 이단지 삼백일동 백이호"},
        FindCase{"은평구 증산로 스물다섯 길 십이 단독이요",
                 "ADDRESS=은평구 증산로 스물다섯 길 십이"},
        FindCase{"영통구 봉영로 천오백 번길 칠 맞죠",
                 "ADDRESS=영통구 봉영로 천오백 번길 칠"},
        FindCase{"현대백화점 판교점 지하 1층 매장에 있나요", ""},
        FindCase{"우편번호 06236은 어디 지역인가요", ""}));

INSTANTIATE_TEST_SUITE_P(
    SpokenKorean, AddressTest,
    testing::Values(FindCase{"울산 남구 삼산로 이백팔십이 번지로",
                             "ADDRESS=울산 남구 삼산로 이백팔십이 번지"},
                    FindCase{"테헤란로 백오십이 강남빌딩 십칠층이요",
                             "ADDRESS=테헤란로 백오십이 강남빌딩 십칠층"}));

INSTANTIATE_TEST_SUITE_P(
    English, AddressTest,
    testing::Values(
        FindCase{"pick up from 2/45 Hinemoa St, Auckland",
                 "ADDRESS=2/45 Hinemoa St, Auckland"},
        FindCase{"it is 41 Queen Street East, Brampton",
                 "ADDRESS=41 Queen Street East, Brampton"},
        FindCase{"at 4 Heol y Deri, Cardiff CF14 6HF, thanks",
                 "ADDRESS=4 Heol y Deri, Cardiff CF14 6HF"},
        FindCase{"310 Rue Sainte-Catherine O, Montreal QC H2X 2A1 now",
                 "ADDRESS=310 Rue Sainte-Catherine O, Montreal QC H2X 2A1"},
        FindCase{"1st Floor, 22 Bishopsgate, London EC2N 4BQ",
                 "ADDRESS=1st Floor, 22 Bishopsgate, London EC2N 4BQ"},
        FindCase{"at 200 lake shore drive", "ADDRESS=200 lake shore drive"},
        FindCase{"at 77 Sunset Blvd Los Angeles",
                 "ADDRESS=77 Sunset Blvd Los Angeles"},
        FindCase{"be there at 5 pm close to noon", ""},
        FindCase{"he went to 48 Kingsway instead", "ADDRESS=48 Kingsway"},
        FindCase{"the neighbour at number 9 Thornbury Gardens",
                 "ADDRESS=number 9 Thornbury Gardens"},
        FindCase{"is the zip 94110 covered", ""},
        FindCase{"48 Highway patrols", ""},
        FindCase{"the Apple Store on 5th Avenue", ""}));

INSTANTIATE_TEST_SUITE_P(
    SpokenEnglish, AddressTest,
    testing::Values(
        FindCase{"it's twelve oh four maple drive",
                 "ADDRESS=twelve oh four maple drive"},
        FindCase{"three twenty one west fifth street, apartment nine ok",
                 "ADDRESS=three twenty one west fifth street, apartment nine"},
        FindCase{"twenty doors down the road", ""},
        FindCase{"two lane road", ""}));

INSTANTIATE_TEST_SUITE_P(
    Romanised, AddressTest,
    testing::Values(
        FindCase{"to 203-1502, 35 Olympic-ro 24-gil, Songpa-gu, Seoul please",
                 "ADDRESS=203-1502, 35 Olympic-ro 24-gil, Songpa-gu, Seoul"},
        FindCase{"Rm 604, Hanbit Officetel, 12 Teheran-ro, Gangnam-gu is home",
                 "ADDRESS=Rm 604, Hanbit Officetel, 12 Teheran-ro, Gangnam-gu"},
        FindCase{"send it to 104-dong 1203-ho, Raemian Apt, Banpo-dong",
                 "ADDRESS=104-dong 1203-ho, Raemian Apt, Banpo-dong"},
        FindCase{"my to-do list and a gung-ho agent", ""}));

}  // namespace
}  // namespace aicc::inference
