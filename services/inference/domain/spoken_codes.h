#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/text.h"

namespace aicc::inference {

// A code of letters and digits as it is dictated, written or both: "엠 육육오
// 비 구이구오", "G B five seven, B A R C", "M 134 F 5260".
struct SpokenCode {
  std::string text;              // Small letters and digits.
  std::vector<std::size_t> end;  // Where each of them ends in the text.
};

// The code that begins at `at` of folded `text`: letters that are words of
// their own, Korean names of letters, digits in every form, and what is said
// between them ("dash", "다시", "음"). At most 36 of them. Empty if a word goes
// on across `at`.
SpokenCode SpokenCodeAt(CodesView text, std::size_t at);

}  // namespace aicc::inference
