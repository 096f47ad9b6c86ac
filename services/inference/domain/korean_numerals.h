#pragma once

#include <cstddef>

#include "common/text.h"

namespace aicc::inference {

// A number in Sino-Korean words that names its places: 이백십일 is 211.
struct KoreanNumeral {
  int value = 0;
  std::size_t size = 0;  // Codes; 0: there is none.
};

// The numeral in folded `text` at `at`: 십 to 구천구백구십구. Digits said one
// by one (일이일) name no places and are none.
KoreanNumeral KoreanNumeralAt(CodesView text, std::size_t at);

}  // namespace aicc::inference
