#pragma once

#include <cstddef>

#include "common/text.h"

namespace aicc::inference {

// A Latin letter as it is said.
struct SpokenLetter {
  char letter = 0;
  std::size_t size = 0;  // Codes; 0: there is none.
};

// The letter whose Korean name stands in folded `text` at `at`: 에이, 더블유.
// Names that are digits too (이, 오) are taken for digits, so they are none.
SpokenLetter KoreanLetterAt(CodesView text, std::size_t at);

}  // namespace aicc::inference
