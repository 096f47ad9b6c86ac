#include "services/inference/domain/korean_numerals.h"

#include <array>

#include "services/inference/domain/digit_words.h"

namespace aicc::inference {
namespace {

struct Place {
  char32_t unit;
  int value;
};

constexpr std::array<Place, 3> kPlaces{
    {{U'천', 1000}, {U'백', 100}, {U'십', 10}}};

// The digit at `at`, 일 to 구; 0 if none.
int DigitAt(CodesView text, std::size_t at) {
  const char digit = at < text.size() ? KoreanDigit(text[at]) : '\0';
  return digit == '\0' ? 0 : digit - '0';
}

bool IsUnit(CodesView text, std::size_t at, char32_t unit) {
  return at < text.size() && text[at] == unit;
}

}  // namespace

KoreanNumeral KoreanNumeralAt(CodesView text, std::size_t at) {
  KoreanNumeral numeral;
  for (const auto& [unit, value] : kPlaces) {
    const std::size_t next = at + numeral.size;
    const int digit = DigitAt(text, next);
    if (digit > 0 && IsUnit(text, next + 1, unit)) {
      numeral.value += digit * value;
      numeral.size += 2;
    } else if (IsUnit(text, next, unit)) {
      numeral.value += value;
      numeral.size += 1;
    }
  }
  if (numeral.size == 0) return {};
  const int last = DigitAt(text, at + numeral.size);
  return last == 0 ? numeral
                   : KoreanNumeral{numeral.value + last, numeral.size + 1};
}

}  // namespace aicc::inference
