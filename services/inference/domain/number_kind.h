#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// A number as it is written, for NumberKind().
struct WrittenNumber {
  std::string digits;      // All of them, 0 to 9.
  std::vector<int> shape;  // Digits of each group.
  bool hyphens = false;    // Only hyphens stand between the groups.
  bool spaces = false;     // There is a space between two groups.
  bool plus = false;       // "+" stands before it.
};

// What personal number this may be, a type of PersonalData; empty if none.
std::string_view NumberKind(const WrittenNumber& number);

// The check digit of payment cards.
bool PassesLuhn(std::string_view digits);

// The check digit of a 사업자등록번호; `digits` has ten.
bool PassesBusinessCheck(std::string_view digits);

}  // namespace aicc::inference
