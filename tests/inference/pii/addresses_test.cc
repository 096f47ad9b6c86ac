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

INSTANTIATE_TEST_SUITE_P(
    EndingInACode, AddressTest,
    testing::Values(
        FindCase{"My flat is Plot 22, Sunrise Enclave, Sector 45, Gurugram "
                 "122003 thanks",
                 "ADDRESS=Plot 22, Sunrise Enclave, Sector 45, Gurugram "
                 "122003"},
        FindCase{"Shop No 4, Krishna Complex, Station Road, Vadodara - 390002",
                 "ADDRESS=Shop No 4, Krishna Complex, Station Road, Vadodara - "
                 "390002"},
        FindCase{"Flat 1804, Prestige Falcon, Kanakapura Road, "
                 "Bengaluru-560062",
                 "ADDRESS=Flat 1804, Prestige Falcon, Kanakapura Road, "
                 "Bengaluru-560062"},
        FindCase{"Deliver to Jane Roe, The Granary, Church Lane, Little "
                 "Hadham, Ware SG11 2DY",
                 "NAME=Jane Roe ADDRESS=The Granary, Church Lane, Little "
                 "Hadham, Ware SG11 2DY"},
        FindCase{"Mill Farm House, Upper Street, Framlingham IP139BX",
                 "ADDRESS=Mill Farm House, Upper Street, Framlingham IP139BX"},
        FindCase{"Apartment 3, The Quays, Galway, H91 E9X2",
                 "ADDRESS=Apartment 3, The Quays, Galway, H91 E9X2"},
        FindCase{"Unit 3, 14 Wattle Cct, Mawson, ACT, 2607",
                 "ADDRESS=Unit 3, 14 Wattle Cct, Mawson, ACT, 2607"},
        FindCase{"Blok B3 No. 7, Taman Melati, 53100 Kuala Lumpur",
                 "ADDRESS=Blok B3 No. 7, Taman Melati, 53100 Kuala Lumpur"},
        FindCase{"1-2-3 Shibuya, Shibuya-ku, Tokyo 150-0002",
                 "ADDRESS=1-2-3 Shibuya, Shibuya-ku, Tokyo 150-0002"},
        FindCase{"Flat 1203, Block C, Kowloon Heights, 88 Nathan Road, Hong "
                 "Kong",
                 "ADDRESS=Flat 1203, Block C, Kowloon Heights, 88 Nathan Road, "
                 "Hong Kong"},
        FindCase{"Regards, Tom Hill, 12 Mill Lane, Leeds LS1 1AA",
                 "NAME=Tom Hill ADDRESS=12 Mill Lane, Leeds LS1 1AA"},
        FindCase{"Victoria House, 12 Mill Lane, Leeds LS1 1AA",
                 "ADDRESS=Victoria House, 12 Mill Lane, Leeds LS1 1AA"},
        FindCase{"Order 12345, Coffee Mill, Black, Item 445566", ""},
        FindCase{"Windows 11 23H2, Office LTSC 2021, ACT 2024 results", ""},
        FindCase{"model K12 4GB, size 10", ""},
        FindCase{"HP Laser, Tray 2, Model 13245", ""}));

INSTANTIATE_TEST_SUITE_P(
    Streets, AddressTest,
    testing::Values(
        FindCase{"I live at 12 Fairview Lawns, Naas, Co. Kildare",
                 "ADDRESS=12 Fairview Lawns, Naas, Co. Kildare"},
        FindCase{"at 500 Cedar Hill Blvd Suite 181",
                 "ADDRESS=500 Cedar Hill Blvd Suite 181"},
        FindCase{"36a high street, leeds ls6 2ab is my home",
                 "ADDRESS=36a high street, leeds ls6 2ab"},
        FindCase{"it's 1402 w elm ave, spokane wa 99205",
                 "ADDRESS=1402 w elm ave, spokane wa 99205"},
        FindCase{"we live at 4 high street, wem", "ADDRESS=4 high street, wem"},
        FindCase{"its 7 larch close... 7 Larch Close, Ely",
                 "ADDRESS=7 larch close ADDRESS=7 Larch Close, Ely"},
        FindCase{"12 bis rue des Lilas, 3e étage, 69003 Lyon",
                 "ADDRESS=12 bis rue des Lilas, 3e étage, 69003 Lyon"},
        FindCase{"Blk 51 Bedok Avenue 4 #11-203 Singapore 460051",
                 "ADDRESS=Blk 51 Bedok Avenue 4 #11-203 Singapore 460051"},
        FindCase{"30 Pangyo yeok-ro, Bundang-gu",
                 "ADDRESS=30 Pangyo yeok-ro, Bundang-gu"},
        FindCase{"delivery moved from Tue 14 Oct 8-12 to Wed 15 Oct", ""},
        FindCase{"to 77 O'Connell St, Dublin 1",
                 "ADDRESS=77 O'Connell St, Dublin 1"},
        FindCase{"4821 NW 12th Ct, Miami FL",
                 "ADDRESS=4821 NW 12th Ct, Miami FL"},
        FindCase{"Flat 5, Al Noor Building, Street 12, Deira, Dubai",
                 "ADDRESS=Flat 5, Al Noor Building, Street 12, Deira, Dubai"},
        FindCase{"3 Heavy Duty Towers, 45000 mAh", ""},
        FindCase{"Lot 45, Block 3 of the auction", ""}));

INSTANTIATE_TEST_SUITE_P(
    AfterACode, AddressTest,
    testing::Values(FindCase{
        "12 Mill Lane, 7 Rosedene, Amber Topaz Opal, Zip 394, Villa 9, Unit 5, "
        "88 Nathan Road",
        "ADDRESS=12 Mill Lane, 7 Rosedene, Amber Topaz Opal, Zip 394, Villa 9, "
        "Unit 5, 88 Nathan Road"}));

INSTANTIATE_TEST_SUITE_P(
    SpokenTowns, AddressTest,
    testing::Values(
        FindCase{"to forty two maple avenue austin texas seven eight seven oh "
                 "four",
                 "ADDRESS=forty two maple avenue austin texas seven eight "
                 "seven oh four"},
        FindCase{"twelve oak road reading r g one",
                 "ADDRESS=twelve oak road reading r g one"},
        FindCase{"it's ninety nine birch road apartment four b",
                 "ADDRESS=ninety nine birch road apartment four b"}));

}  // namespace
}  // namespace aicc::inference
