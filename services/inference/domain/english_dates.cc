#include "services/inference/domain/english_dates.h"

#include <string>
#include <unordered_map>

#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxWord = 12;
constexpr int kMaxDay = 31;
constexpr int kMaxMonth = 12;

constexpr CodesView kMonths =
    U"january february march april may june july august september october "
    U"november december januar februar marz maerz mai juni juli oktober "
    U"dezember janvier fevrier mars avril juin juillet aout septembre octobre "
    U"novembre decembre enero febrero marzo abril mayo junio julio agosto "
    U"septiembre octubre noviembre diciembre gennaio febbraio aprile maggio "
    U"giugno luglio settembre ottobre dicembre jan feb mar apr jun jul aug sep "
    U"sept oct nov dec";

CodesView WordFrom(CodesView text, std::size_t at) {
  if (at >= text.size() || !IsLatin(text[at]) || !IsBorder(text, at)) return {};
  return text.substr(at, LatinEnd(text.substr(0, at + kMaxWord + 1), at) - at);
}

std::size_t MonthEnd(CodesView text, std::size_t at) {
  static const WordSet months(kMonths);
  const CodesView word = WordFrom(text, at);
  return months.contains(word) ? at + word.size() : 0;
}

// A number up to 31 and where it ends; an ordinal if `ordinal`.
struct Count {
  int value = 0;
  std::size_t end = 0;
  bool ordinal = false;
};

const std::unordered_map<CodesView, int>& Ordinals() {
  static const std::unordered_map<CodesView, int> ordinals{
      {U"first", 1},       {U"second", 2},       {U"third", 3},
      {U"fourth", 4},      {U"fifth", 5},        {U"sixth", 6},
      {U"seventh", 7},     {U"eighth", 8},       {U"ninth", 9},
      {U"tenth", 10},      {U"eleventh", 11},    {U"twelfth", 12},
      {U"thirteenth", 13}, {U"fourteenth", 14},  {U"fifteenth", 15},
      {U"sixteenth", 16},  {U"seventeenth", 17}, {U"eighteenth", 18},
      {U"nineteenth", 19}, {U"twentieth", 20},   {U"thirtieth", 30}};
  return ordinals;
}

Count OrdinalWordAt(CodesView text, std::size_t at) {
  const CodesView word = WordFrom(text, at);
  if (const auto found = Ordinals().find(word); found != Ordinals().end()) {
    return {found->second, at + word.size(), true};
  }
  // "twenty first"
  const int tens = word == U"twenty" ? 20 : word == U"thirty" ? 30 : 0;
  if (tens == 0 || at + word.size() + 1 >= text.size()) return {};
  const std::size_t next = at + word.size() + 1;
  const CodesView unit = WordFrom(text, next);
  const auto found = Ordinals().find(unit);
  if (found == Ordinals().end() || found->second > 9) return {};
  return {tens + found->second, next + unit.size(), true};
}

// "14", "14th", "fourteenth", "fourteen"
Count CountAt(CodesView text, std::size_t at) {
  if (at >= text.size() || !IsBorder(text, at)) return {};
  std::size_t end = at;
  int value = 0;
  while (end < text.size() && end - at < 2 && IsDigit(text[end])) {
    value = value * 10 + static_cast<int>(text[end++] - U'0');
  }
  if (end > at) {
    const std::size_t ordinal = OneAt(text, end, {U"st", U"nd", U"rd", U"th"});
    end += ordinal;
    return IsBorder(text, end) ? Count{value, end, ordinal > 0} : Count{};
  }
  const Count ordinal = OrdinalWordAt(text, at);
  if (ordinal.end > 0 || !IsLatin(text[at])) return ordinal;
  const SpokenDigits said = SpokenDigitsAt(text, at);
  if (said.size == 0 || said.digits.size() > 2) return {};
  return {std::stoi(said.digits), at + said.size, false};
}

std::size_t SkipMarks(CodesView text, std::size_t at) {
  while (at < text.size() && CodesView(U" ,.-/'").contains(text[at])) ++at;
  return at;
}

// Over "of", "the" and marks.
std::size_t SkipLittle(CodesView text, std::size_t at) {
  for (;;) {
    at = SkipMarks(text, at);
    const std::size_t word =
        WordAt(text, at, {U"of", U"the", U"in", U"de", U"del"});
    if (word == 0) return at;
    at += word;
  }
}

// The digits of a year at `at`: 1990, '90, "nineteen ninety", "two thousand and
// five".
struct Year {
  std::string digits;
  std::size_t end = 0;
};

Year PlainYearAt(CodesView text, std::size_t at) {
  Year year{{}, at};
  while (year.end < text.size() && IsDigit(text[year.end]) &&
         year.digits.size() < 5) {
    year.digits += static_cast<char>(text[year.end++]);
  }
  return year;
}

std::size_t SkipAnd(CodesView text, std::size_t at) {
  at = SkipMarks(text, at);
  return SkipMarks(text, at + WordAt(text, at, {U"and"}));
}

// "two thousand and five"
Year ThousandsAt(CodesView text, std::size_t at) {
  const SpokenDigits said = SpokenDigitsAt(text, at);
  const std::size_t next = SkipMarks(text, at + said.size);
  const std::size_t thousand = WordAt(text, next, {U"thousand"});
  if (said.digits.size() != 1 || thousand == 0) return {};
  const std::size_t end = next + thousand;
  const int value = std::stoi(said.digits) * 1000;
  const std::size_t rest = SkipAnd(text, end);
  const SpokenDigits more = SpokenDigitsAt(text, rest);
  if (more.size == 0 || more.digits.size() > 2) {
    return {std::to_string(value), end};
  }
  return {std::to_string(value + std::stoi(more.digits)), rest + more.size};
}

// "nineteen eighty two", "oh five"
Year SpokenYearAt(CodesView text, std::size_t at) {
  Year year = ThousandsAt(text, at);
  if (year.end > 0) return year;
  year.end = at;
  for (std::size_t next = at; year.digits.size() < 4;) {
    const SpokenDigits said = SpokenDigitsAt(text, next);
    if (said.size == 0) break;
    year.digits += said.digits;
    year.end = next + said.size;
    next = SkipMarks(text, year.end);
  }
  return year;
}

Year YearAt(CodesView text, std::size_t at) {
  if (at >= text.size()) return {};
  Year year =
      IsDigit(text[at]) ? PlainYearAt(text, at) : SpokenYearAt(text, at);
  // "2003I may": a year is often followed by no space.
  const bool whole = year.digits.size() == 4 &&
                     (year.end == text.size() || !IsDigit(text[year.end]));
  const bool clipped = year.digits.size() == 2 && IsBorder(text, year.end);
  return whole || clipped ? year : Year{};
}

// With the year after it, if there is one.
DateForm WithYear(CodesView text, std::size_t end) {
  const Year year = YearAt(text, SkipLittle(text, end));
  if (year.end == 0) return {end, 0, false};
  const int value = year.digits.size() == 4 ? std::stoi(year.digits) : 0;
  return {year.end, value, true};
}

bool IsDay(const Count& count) {
  return count.end > 0 && count.value >= 1 && count.value <= kMaxDay;
}

// "march 8, 1990", "june third nineteen eighty two"
DateForm MonthFirst(CodesView text, std::size_t at) {
  const std::size_t month = MonthEnd(text, at);
  if (month == 0) return {};
  const Count day = CountAt(text, SkipLittle(text, month));
  if (IsDay(day)) return WithYear(text, day.end);
  const DateForm date = WithYear(text, month);
  return date.end > month ? DateForm{date.end, date.year, false} : DateForm{};
}

// "8th of march 1990", "fourteenth of the second, seventy one"
DateForm DayFirst(CodesView text, std::size_t at) {
  const Count day = CountAt(text, at);
  if (!IsDay(day)) return {};
  const std::size_t next = SkipLittle(text, day.end);
  if (const std::size_t month = MonthEnd(text, next)) {
    return WithYear(text, month);
  }
  const bool of =
      CodesView(text).substr(day.end, next - day.end).contains(U'o');
  const Count month = CountAt(text, next);
  if (!day.ordinal || !of || !month.ordinal || month.value > kMaxMonth) {
    return {};
  }
  return WithYear(text, month.end);
}

// "1990 mar 8"
DateForm YearFirst(CodesView text, std::size_t at) {
  const Year year = PlainYearAt(text, at);
  if (year.digits.size() != 4) return {};
  const std::size_t month = MonthEnd(text, SkipMarks(text, year.end));
  const Count day = month > 0 ? CountAt(text, SkipMarks(text, month)) : Count{};
  if (!IsDay(day)) return {};
  return {day.end, std::stoi(year.digits), true};
}

// "15MAR82", "04NOV1988": as tickets and machines write them.
DateForm JoinedDate(CodesView text, std::size_t at) {
  constexpr std::size_t kDay = 2;
  constexpr std::size_t kMonth = 3;
  constexpr int kLastOfThis = 30;  // Later years are of the last century.
  static const WordSet months(kMonths);
  if (at + kDay + kMonth >= text.size() || !IsDigit(text[at + 1])) return {};
  if (!months.contains(text.substr(at + kDay, kMonth))) return {};
  const Year year = PlainYearAt(text, at + kDay + kMonth);
  if (!IsBorder(text, year.end)) return {};
  if (year.digits.size() == 2) {
    const int value = std::stoi(year.digits);
    return {year.end, value > kLastOfThis ? 1900 + value : 0, true};
  }
  if (year.digits.size() != 4) return {};
  return {year.end, std::stoi(year.digits), true};
}

}  // namespace

DateForm EnglishDateAt(CodesView text, std::size_t at) {
  if (at >= text.size() || !IsBorder(text, at)) return {};
  if (IsDigit(text[at])) {
    DateForm date = DayFirst(text, at);
    if (date.end == 0) date = JoinedDate(text, at);
    return date.end > 0 ? date : YearFirst(text, at);
  }
  const DateForm date = MonthFirst(text, at);
  return date.end > 0 ? date : DayFirst(text, at);
}

bool MayBeginEnglishDate(CodesView text, std::size_t at) {
  static const WordSet months(kMonths);
  const CodesView word = WordFrom(text, at);
  if (word.empty()) return false;
  return months.contains(word) || Ordinals().contains(word) ||
         SpokenDigitsAt(text, at).size > 0;
}

}  // namespace aicc::inference
