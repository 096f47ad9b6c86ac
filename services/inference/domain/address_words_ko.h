#pragma once

#include <cstddef>

#include "common/text.h"

namespace aicc::inference {

// What Korean addresses are made of, in folded text.

// 서울, 경기도, 광주광역시
bool IsProvince(CodesView word);

// 천안, 분당: cities as they are said without 시.
bool IsCity(CodesView word);

// 강남구, 성남시, 가평군
bool IsDistrict(CodesView word);

// 역삼동, 역삼1동, 조천읍, 종로3가
bool IsTown(CodesView word);

// 테헤란로, 강남대로12길; and not what only looks so: 바로, 앞으로.
bool IsRoad(CodesView word);

// 한빛아파트, 강남빌딩, 6단지, 새샘마을
bool NamesABuilding(CodesView word);

// Digits, and what numbers are said with.
bool IsNumeral(char32_t c);

// The end of the number of a house at `at`: "12", "12-3", "12번길 3", "산
// 21-4", "백이십삼", "12번지", "이백 번지"; `at` if there is none.
std::size_t HouseNumberEnd(CodesView codes, std::size_t at);

// The end of rooms at `at`: "101동 1203호", "3층", "B동 201호", "지하 1층",
// "31F"; `at` if there are none.
std::size_t RoomEnd(CodesView codes, std::size_t at);

// The end of what follows a house's number at `at`: "(역삼동) 한빛아파트 101동
// 3호", ", 104-1801"; `at` if nothing does.
std::size_t DetailEnd(CodesView codes, std::size_t at);

}  // namespace aicc::inference
