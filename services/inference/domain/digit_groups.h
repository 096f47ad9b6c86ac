#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/text.h"

namespace aicc::inference {

// Digits that stand together: "010" of "010-1234-5678". Plain or spoken in
// Korean ("공일공") or English ("oh one oh": three groups).
struct DigitGroup {
  std::string digits;     // As 0 to 9; never empty.
  std::size_t begin = 0;  // Codes of the text.
  std::size_t end = 0;
  bool spoken = false;    // At least one digit is said in words.
  bool word = false;      // It is an English word, as are those beside it.
  bool hyphen = false;    // One stands between this and the group before.
  bool space = false;     // Likewise.
  bool corrects = false;  // A word before says that it replaces the last one.
};

using DigitGroups = std::vector<DigitGroup>;

// No run of groups is longer.
inline constexpr std::size_t kMaxDigitGroups = 64;

// The groups of what may be one or several numbers, whose first digit is at
// `at` of folded `text`: with nothing between them but spaces, hyphens, points,
// parentheses, the words with which numbers are dictated ("다시", "에",
// "dash") and those of hesitation ("어", "음", "um"). Empty if no digit begins
// at `at`: syllables in the middle of a word are none. No more than `most`.
DigitGroups DigitGroupsAt(CodesView text, std::size_t at,
                          std::size_t most = kMaxDigitGroups);

// How many of the last digits of `group` may belong to the word that follows:
// "오육칠팔이에요" ends in the word 이에요, and "…팔이구요" in 이구요.
std::size_t DoubtfulDigits(CodesView text, const DigitGroup& group);

}  // namespace aicc::inference
