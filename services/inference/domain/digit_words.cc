#include "services/inference/domain/digit_words.h"

#include <array>
#include <string_view>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

struct Word {
  CodesView text;
  std::string_view digits;
};

constexpr std::array<Word, 9> kNative{{
    {U"하나", "1"},
    {U"둘", "2"},
    {U"셋", "3"},
    {U"넷", "4"},
    {U"다섯", "5"},
    {U"여섯", "6"},
    {U"일곱", "7"},
    {U"여덟", "8"},
    {U"아홉", "9"},
}};
constexpr std::array<Word, 13> kUnits{{
    {U"zero", "0"},
    {U"oh", "0"},
    {U"o", "0"},
    {U"one", "1"},
    {U"two", "2"},
    {U"three", "3"},
    {U"four", "4"},
    {U"five", "5"},
    {U"six", "6"},
    {U"seven", "7"},
    {U"eight", "8"},
    {U"nine", "9"},
    {U"niner", "9"},
}};
constexpr std::array<Word, 10> kTeens{{
    {U"ten", "10"},
    {U"eleven", "11"},
    {U"twelve", "12"},
    {U"thirteen", "13"},
    {U"fourteen", "14"},
    {U"fifteen", "15"},
    {U"sixteen", "16"},
    {U"seventeen", "17"},
    {U"eighteen", "18"},
    {U"nineteen", "19"},
}};
constexpr std::array<Word, 8> kTens{{
    {U"twenty", "2"},
    {U"thirty", "3"},
    {U"forty", "4"},
    {U"fifty", "5"},
    {U"sixty", "6"},
    {U"seventy", "7"},
    {U"eighty", "8"},
    {U"ninety", "9"},
}};

template <std::size_t N>
SpokenDigits One(CodesView text, std::size_t at,
                 const std::array<Word, N>& words) {
  for (const Word& word : words) {
    if (WordAt(text, at, {word.text}) > 0) {
      return {std::string(word.digits), word.text.size()};
    }
  }
  return {};
}

// The word after the one that ends at `end`: "forty one", "forty-one".
std::size_t NextWord(CodesView text, std::size_t end) {
  return end < text.size() && (text[end] == U' ' || text[end] == U'-') ? end + 1
                                                                       : end;
}

SpokenDigits Repeated(CodesView text, std::size_t at) {
  const std::size_t twice = WordAt(text, at, {U"double"});
  const std::size_t thrice = WordAt(text, at, {U"triple", U"treble"});
  if (twice + thrice == 0) return {};
  const std::size_t next = NextWord(text, at + twice + thrice);
  SpokenDigits unit = One(text, next, kUnits);
  if (unit.size == 0 && next < text.size() && IsDigit(text[next]) &&
      IsBorder(text, next + 1)) {
    unit = {std::string(1, static_cast<char>(text[next])), 1};
  }
  if (unit.size == 0) return {};
  return {std::string(twice > 0 ? 2 : 3, unit.digits[0]),
          next + unit.size - at};
}

SpokenDigits Tens(CodesView text, std::size_t at) {
  SpokenDigits tens = One(text, at, kTens);
  if (tens.size == 0) return One(text, at, kTeens);
  const std::size_t next = NextWord(text, at + tens.size);
  const SpokenDigits unit = One(text, next, kUnits);
  const bool zero = unit.size > 0 && unit.digits == "0";
  if (unit.size == 0 || zero) return {tens.digits + "0", tens.size};
  return {tens.digits + unit.digits, next + unit.size - at};
}

SpokenDigits English(CodesView text, std::size_t at) {
  SpokenDigits said = Repeated(text, at);
  if (said.size == 0) said = Tens(text, at);
  if (said.size == 0) said = One(text, at, kUnits);
  if (said.size == 0) return {};
  const std::size_t next = NextWord(text, at + said.size);
  const std::size_t hundred = WordAt(text, next, {U"hundred"});
  if (hundred == 0) return said;
  return {said.digits + "00", next + hundred - at};
}

}  // namespace

char KoreanDigit(char32_t syllable) {
  switch (syllable) {
    case U'공':
    case U'영':
      return '0';
    case U'일':
      return '1';
    case U'이':
      return '2';
    case U'삼':
      return '3';
    case U'사':
      return '4';
    case U'오':
      return '5';
    case U'육':
    case U'륙':
      return '6';
    case U'칠':
      return '7';
    case U'팔':
      return '8';
    case U'구':
      return '9';
    default:
      return 0;
  }
}

SpokenDigits SpokenDigitsAt(CodesView text, std::size_t at) {
  if (at >= text.size()) return {};
  if (IsLatin(text[at]))
    return IsBorder(text, at) ? English(text, at) : SpokenDigits{};
  if (!IsHangulSyllable(text[at])) return {};
  if (const char digit = KoreanDigit(text[at])) {
    return {std::string(1, digit), 1};
  }
  for (const Word& word : kNative) {
    if (StandsAt(text, at, word.text)) {
      return {std::string(word.digits), word.text.size()};
    }
  }
  return {};
}

}  // namespace aicc::inference
