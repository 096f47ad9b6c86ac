#pragma once

#include <cstddef>

#include "common/text.h"

namespace aicc::inference {

// A calendar date as people write and say it.
struct DateForm {
  std::size_t end = 0;   // Codes; 0: there is none.
  int year = 0;          // If it is told with four digits, or words for them.
  bool whole = false;    // Day, month and year are told.
  bool strange = false;  // In figures that are no day and month.
  bool born = false;     // It says itself that it is a birthday: "85년생 …".
};

// The date that begins at `at` of folded `text`: "1990년 1월 1일", "구십년 오월
// 삼일", "22nd of July 1990", "june third nineteen eighty two", "25-Dec-84",
// 1990-01-01, 900101, 구공공일공일. Whether there is such a day is not asked: a
// slip makes it no less somebody's.
DateForm DateFormAt(CodesView text, std::size_t at);

}  // namespace aicc::inference
