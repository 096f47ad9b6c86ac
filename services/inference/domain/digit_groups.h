#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// Digits that stand together: "010" of "010-1234-5678". Plain, full-width, or
// spoken in Korean ("공일공").
struct DigitGroup {
  std::string digits;     // As 0 to 9; never empty.
  std::size_t begin = 0;  // Bytes of the text.
  std::size_t end = 0;
  bool spoken = false;  // At least one digit is a Hangul syllable.
  bool hyphen = false;  // One stands between this and the group before.
  bool space = false;   // Likewise.
};

// The groups of what may be one number, whose first digit is at `at`: at most
// 8, with nothing between them but spaces, hyphens, points, parentheses, or the
// words with which numbers are dictated ("다시", "에"). Empty if there is no
// digit at `at`.
std::vector<DigitGroup> DigitGroupsAt(std::string_view text, std::size_t at);

// True if a Hangul syllable begins at `at`.
bool HangulAt(std::string_view text, std::size_t at);

// True if a Hangul syllable ends at `at`.
bool HangulBefore(std::string_view text, std::size_t at);

}  // namespace aicc::inference
