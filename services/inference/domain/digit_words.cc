#include "services/inference/domain/digit_words.h"

#include <array>
#include <string_view>
#include <unordered_map>

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
enum class Kind { kUnit, kTeen, kTens, kTwice, kThrice, kHundred };

struct English {
  Kind kind;
  std::string_view digits;
};

using enum Kind;

const std::unordered_map<CodesView, English>& EnglishWords() {
  static const std::unordered_map<CodesView, English> words{
      {U"zero", {kUnit, "0"}},       {U"oh", {kUnit, "0"}},
      {U"o", {kUnit, "0"}},          {U"one", {kUnit, "1"}},
      {U"two", {kUnit, "2"}},        {U"three", {kUnit, "3"}},
      {U"four", {kUnit, "4"}},       {U"five", {kUnit, "5"}},
      {U"six", {kUnit, "6"}},        {U"seven", {kUnit, "7"}},
      {U"eight", {kUnit, "8"}},      {U"nine", {kUnit, "9"}},
      {U"niner", {kUnit, "9"}},      {U"ten", {kTeen, "10"}},
      {U"eleven", {kTeen, "11"}},    {U"twelve", {kTeen, "12"}},
      {U"thirteen", {kTeen, "13"}},  {U"fourteen", {kTeen, "14"}},
      {U"fifteen", {kTeen, "15"}},   {U"sixteen", {kTeen, "16"}},
      {U"seventeen", {kTeen, "17"}}, {U"eighteen", {kTeen, "18"}},
      {U"nineteen", {kTeen, "19"}},  {U"twenty", {kTens, "2"}},
      {U"thirty", {kTens, "3"}},     {U"forty", {kTens, "4"}},
      {U"fifty", {kTens, "5"}},      {U"sixty", {kTens, "6"}},
      {U"seventy", {kTens, "7"}},    {U"eighty", {kTens, "8"}},
      {U"ninety", {kTens, "9"}},     {U"double", {kTwice, ""}},
      {U"triple", {kThrice, ""}},    {U"treble", {kThrice, ""}},
      {U"hundred", {kHundred, ""}}};
  return words;
}

constexpr std::size_t kMaxWord = 9;
constexpr CodesView kFirstLetters = U"zotfsendh";  // Of the words above.

struct Found {
  const English* word = nullptr;
  std::size_t end = 0;
};

// The English word of a number that begins at `at`, if it is whole.
Found WordFrom(CodesView text, std::size_t at) {
  if (at >= text.size() || !kFirstLetters.contains(text[at]) ||
      !IsBorder(text, at)) {
    return {};
  }
  const std::size_t end = LatinEnd(text.substr(0, at + kMaxWord + 1), at);
  const auto found = EnglishWords().find(text.substr(at, end - at));
  if (found == EnglishWords().end()) return {};
  return {&found->second, end};
}

bool Is(const Found& found, Kind kind) {
  return found.word != nullptr && found.word->kind == kind;
}

// The word after the one that ends at `end`: "forty one", "forty-one".
std::size_t NextWord(CodesView text, std::size_t end) {
  return end < text.size() && (text[end] == U' ' || text[end] == U'-') ? end + 1
                                                                       : end;
}

// "double five", "triple 5"
SpokenDigits Repeated(CodesView text, std::size_t at, const Found& first) {
  const std::size_t times = Is(first, kTwice) ? 2 : 3;
  const std::size_t next = NextWord(text, first.end);
  if (const Found unit = WordFrom(text, next); Is(unit, kUnit)) {
    return {std::string(times, unit.word->digits[0]), unit.end - at};
  }
  if (next >= text.size() || !IsDigit(text[next]) ||
      !IsBorder(text, next + 1)) {
    return {};
  }
  return {std::string(times, static_cast<char>(text[next])), next + 1 - at};
}

// "forty", "forty one"
SpokenDigits Tens(CodesView text, std::size_t at, const Found& tens) {
  const Found unit = WordFrom(text, NextWord(text, tens.end));
  const std::string first(tens.word->digits);
  if (!Is(unit, kUnit) || unit.word->digits == "0") {
    return {first + "0", tens.end - at};
  }
  return {first + std::string(unit.word->digits), unit.end - at};
}

SpokenDigits EnglishAt(CodesView text, std::size_t at) {
  const Found first = WordFrom(text, at);
  if (first.word == nullptr || Is(first, kHundred)) return {};
  if (Is(first, kTwice) || Is(first, kThrice)) return Repeated(text, at, first);
  SpokenDigits said =
      Is(first, kTens)
          ? Tens(text, at, first)
          : SpokenDigits{std::string(first.word->digits), first.end - at};
  const Found hundred = WordFrom(text, NextWord(text, at + said.size));
  if (!Is(hundred, kHundred)) return said;
  return {said.digits + "00", hundred.end - at};
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
  if (IsLatin(text[at])) return EnglishAt(text, at);
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
