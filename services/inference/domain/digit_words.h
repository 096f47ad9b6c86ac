#pragma once

#include <cstddef>
#include <string>

#include "common/text.h"

namespace aicc::inference {

// Digits as they are said: one Korean syllable ("공"), a native numeral
// ("하나"), or an English word with what belongs to it ("double five", "oh",
// "forty one", "nine hundred").
struct SpokenDigits {
  std::string digits;
  std::size_t size = 0;  // Codes; 0: there are none.
};

// What is said in folded `text` at `at`. English words are whole words.
SpokenDigits SpokenDigitsAt(CodesView text, std::size_t at);

// The digit that `syllable` says; 0 if none.
char KoreanDigit(char32_t syllable);

}  // namespace aicc::inference
