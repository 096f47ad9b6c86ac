// Money, data volumes, durations and plain numbers.

#include <cmath>
#include <optional>

#include "services/inference/domain/cursor.h"
#include "services/inference/domain/entities.h"

namespace aicc::inference {
namespace {

constexpr double kDay = 86'400;
constexpr double kLargest = 1e15;

std::string Canonical(double value) {
  if (value == std::floor(value)) {
    return std::to_string(static_cast<long long>(value));
  }
  std::string text = std::to_string(value);
  while (text.ends_with('0')) text.pop_back();
  return text;
}

int HangulDigit(char32_t c) {
  static constexpr CodesView kDigits = U"일이삼사오육칠팔구";
  const auto found = kDigits.find(c);
  return found == kDigits.npos ? 0 : static_cast<int>(found) + 1;
}

double SmallUnit(char32_t c) {
  return c == U'십' ? 10 : c == U'백' ? 100 : c == U'천' ? 1'000 : 0;
}

double LargeUnit(char32_t c) {
  return c == U'만' ? 1e4 : c == U'억' ? 1e8 : c == U'조' ? 1e12 : 0;
}

// "55,000", "5만 5천", "1만5천", "삼만 오천", "만". Digits alone are one too; a
// lone Hangul digit is not ("사" of "사원").
std::optional<double> KoreanNumber(Cursor& cursor) {
  if (IsHangul(cursor.Before()) && IsHangul(cursor.Peek())) return {};
  double total = 0;    // Complete groups of 만, 억.
  double group = 0;    // Complete units below 만.
  double pending = 0;  // A digit that waits for its unit.
  bool sure = false;
  Cursor end = cursor;
  for (Cursor at = cursor; !at.done() && total < kLargest;) {
    const char32_t c = at.Peek();
    if (IsDigit(c)) {
      const auto number = at.Number();
      if (!number || pending > 0) break;
      pending = *number;
      sure = true;
    } else if (HangulDigit(c) > 0) {
      if (pending > 0) break;
      pending = HangulDigit(c);
      at.Eat(CodesView(&c, 1));
    } else if (SmallUnit(c) > 0) {
      group += SmallUnit(c) * (pending > 0 ? pending : 1);
      pending = 0;
      sure = true;
      at.Eat(CodesView(&c, 1));
    } else if (LargeUnit(c) > 0) {
      group += pending;
      total += LargeUnit(c) * (group > 0 ? group : 1);
      group = pending = 0;
      sure = true;
      at.Eat(CodesView(&c, 1));
    } else {
      break;
    }
    end = at;
    at.Spaces();
  }
  if (!sure || end.at() == cursor.at()) return {};
  cursor = end;
  return total + group + pending;
}

bool EatsWon(Cursor& cursor) {
  cursor.Spaces();
  if (cursor.Eat(U"원")) {
    // Not the 원 of 원장, 원인; a particle may follow.
    return cursor.EatAny({U"장", U"인", U"래"}) < 0;
  }
  return cursor.EatEnding(U"won") || cursor.EatEnding(U"krw");
}

bool AddMoney(CodesView text, std::size_t begin, std::vector<Span>* spans) {
  Cursor cursor(text, begin);
  const bool sign = cursor.Eat(U"₩") || cursor.EatWord(U"krw");
  if (sign) cursor.Spaces();
  const auto value = KoreanNumber(cursor);
  if (!value) return false;
  const std::size_t end = cursor.at();
  if (EatsWon(cursor)) {
    spans->push_back({"money", Canonical(*value), begin, cursor.at()});
  } else if (sign) {
    spans->push_back({"money", Canonical(*value), begin, end});
  } else {
    return false;
  }
  return true;
}

double VolumeUnit(Cursor& cursor) {
  cursor.Spaces();
  const int korean = cursor.EatAny({U"메가", U"기가", U"테라"});
  if (korean >= 0) {
    cursor.Eat(U"바이트");
    return std::pow(1'024, korean);
  }
  for (const CodesView unit : {U"tb", U"terabyte", U"terabytes"}) {
    if (cursor.EatEnding(unit)) return 1'048'576;
  }
  for (const CodesView unit :
       {U"gb", U"gig", U"gigs", U"gigabyte", U"gigabytes"}) {
    if (cursor.EatEnding(unit)) return 1'024;
  }
  for (const CodesView unit :
       {U"mb", U"meg", U"megs", U"megabyte", U"megabytes"}) {
    if (cursor.EatEnding(unit)) return 1;
  }
  return 0;
}

// Seconds in a unit of time; 0 if none follows.
double TimeUnit(Cursor& cursor) {
  cursor.Spaces();
  if (cursor.Eat(U"시간")) return 3'600;
  if (cursor.EatAny({U"개월", U"달"}) >= 0) return 30 * kDay;
  if (cursor.EatAny({U"주일", U"주간", U"주"}) >= 0) return 7 * kDay;
  if (cursor.EatAny({U"일간", U"일"}) >= 0) return kDay;
  if (cursor.EatAny({U"년간", U"년"}) >= 0) return 365 * kDay;
  if (cursor.Eat(U"분")) return 60;
  if (cursor.Eat(U"초")) return 1;
  static constexpr std::pair<CodesView, double> kUnits[] = {
      {U"second", 1},        {U"minute", 60},      {U"min", 60},
      {U"hour", 3'600},      {U"day", kDay},       {U"week", 7 * kDay},
      {U"month", 30 * kDay}, {U"year", 365 * kDay}};
  for (const auto& [unit, seconds] : kUnits) {
    if (cursor.EatEnding(unit)) return seconds;
    if (cursor.EatEnding(Codes(unit) + U's')) return seconds;
  }
  return 0;
}

// Native and English number words, as they count time: "두 달", "a week".
std::optional<double> CountWord(Cursor& cursor) {
  static constexpr std::pair<CodesView, double> kKorean[] = {
      {U"한", 1},   {U"두", 2},   {U"세", 3},   {U"석", 3},   {U"네", 4},
      {U"넉", 4},   {U"다섯", 5}, {U"여섯", 6}, {U"일곱", 7}, {U"여덟", 8},
      {U"아홉", 9}, {U"열", 10},  {U"일", 1},   {U"이", 2},   {U"삼", 3}};
  static constexpr std::pair<CodesView, double> kEnglish[] = {
      {U"a", 1},    {U"an", 1},   {U"one", 1},    {U"two", 2},   {U"three", 3},
      {U"four", 4}, {U"five", 5}, {U"six", 6},    {U"seven", 7}, {U"eight", 8},
      {U"nine", 9}, {U"ten", 10}, {U"twelve", 12}};
  if (!IsHangul(cursor.Before())) {
    for (const auto& [word, value] : kKorean) {
      if (cursor.Eat(word)) return value;
    }
  }
  for (const auto& [word, value] : kEnglish) {
    if (cursor.EatWord(word)) return value;
  }
  return {};
}

// "for a month" is a time; "11,000 won a month" and "a second line" are none.
bool IsLoneArticle(CodesView text, std::size_t begin) {
  Cursor article(text, begin);
  if (!article.EatWord(U"a") && !article.EatWord(U"an")) return false;
  article.Spaces();
  if (article.EatWord(U"second")) return true;
  CodesView before = text.substr(0, begin);
  while (before.ends_with(U' ')) before.remove_suffix(1);
  for (const CodesView word :
       {U"for", U"in", U"within", U"about", U"after", U"than", U"over",
        U"nearly", U"almost", U"just", U"only", U"half", U"takes", U"took"}) {
    if (before.ends_with(word)) return false;
  }
  return true;
}

// "59분" of "23시 59분" is the rest of a time of day.
bool IsMinuteOfDay(CodesView text, std::size_t begin) {
  CodesView before = text.substr(0, begin);
  while (before.ends_with(U' ')) before.remove_suffix(1);
  if (!before.ends_with(U'시')) return false;
  before.remove_suffix(1);
  return !before.empty() && IsDigit(before.back());
}

bool AddTime(CodesView text, std::size_t begin, std::vector<Span>* spans) {
  Cursor cursor(text, begin);
  const bool digits = IsDigit(cursor.Peek());
  const auto count = digits ? cursor.Number() : CountWord(cursor);
  if (!count) return false;
  const double unit = TimeUnit(cursor);
  if (unit == 0 || *count > 1e6 || IsLoneArticle(text, begin)) return false;
  if (unit == 60 && digits && IsMinuteOfDay(text, begin)) return false;
  if (unit == 365 * kDay && *count >= 1900) return false;  // A year.
  Cursor next = cursor;
  next.Spaces();
  if (next.EatWord(U"old")) return false;  // An age.
  // "한 분", "이 일": with a word only what cannot be something else.
  const bool korean = IsHangul(text[begin]);
  if (korean && (unit == 60 || unit == 1 || unit == kDay)) return false;
  if (korean && IsHangul(cursor.Peek()) &&
      cursor.EatAny({U"동", U"이", U"은", U"에", U"정", U"만", U"간", U"째",
                     U"치", U"을", U"도", U"전", U"후", U"요", U"권"}) < 0) {
    return false;
  }
  Cursor end(text, begin);
  if (digits) end.Number();
  if (!digits) CountWord(end);
  TimeUnit(end);
  spans->push_back({"duration", Canonical(*count * unit), begin, end.at()});
  return true;
}

bool AddVolume(CodesView text, std::size_t begin, std::vector<Span>* spans) {
  Cursor cursor(text, begin);
  const auto count = cursor.Number();
  if (!count) return false;
  const double unit = VolumeUnit(cursor);
  if (unit == 0) return false;
  spans->push_back(
      {"data_volume", Canonical(*count * unit), begin, cursor.at()});
  return true;
}

void AddNumber(CodesView text, std::size_t begin, std::vector<Span>* spans) {
  Cursor cursor(text, begin);
  if (IsLatin(cursor.Before())) return;
  const auto value = cursor.Number();
  if (!value || IsLatin(cursor.Peek())) return;  // "5g" is no number.
  spans->push_back({"number", Canonical(*value), begin, cursor.at()});
}

}  // namespace

void FindAmounts(CodesView text, std::vector<Span>* spans) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    // Only where a word, a number or a run of Hangul may begin.
    if (at > 0 && IsDigit(text[at - 1]) && IsDigit(text[at])) continue;
    AddMoney(text, at, spans);
    AddVolume(text, at, spans);
    AddTime(text, at, spans);
    AddNumber(text, at, spans);
  }
}

}  // namespace aicc::inference
