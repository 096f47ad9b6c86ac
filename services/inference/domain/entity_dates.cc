// Dates, absolute and relative to today.

#include <chrono>
#include <cstdio>
#include <optional>

#include "services/inference/domain/cursor.h"
#include "services/inference/domain/entities.h"

namespace aicc::inference {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

std::string Iso(sys_days day) {
  const year_month_day date(day);
  char text[32];
  std::snprintf(
      text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string IsoMonth(std::chrono::year_month month) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()),
                static_cast<unsigned>(month.month()));
  return text;
}

// Weeks begin on Monday, in ISO 8601 as in Korea.
sys_days MondayOf(sys_days day) {
  return day - (weekday(day) - std::chrono::Monday);
}

std::string IsoWeek(sys_days day) {
  const sys_days thursday = MondayOf(day) + days(3);
  const auto year = year_month_day(thursday).year();
  const sys_days first = sys_days(year / std::chrono::January / 1);
  const auto week = (thursday - first).count() / 7 + 1;
  char text[32];
  std::snprintf(text, sizeof text, "%04d-W%02d", static_cast<int>(year),
                static_cast<int>(week));
  return text;
}

std::optional<sys_days> MakeDate(int year, int month, int day) {
  const year_month_day date(std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return {};
  return sys_days(date);
}

// The one nearest to today, for dates without a year.
std::optional<sys_days> Nearest(sys_days today, int month, int day) {
  const int year = static_cast<int>(year_month_day(today).year());
  std::optional<sys_days> best;
  for (const int candidate : {year, year + 1, year - 1}) {
    const auto date = MakeDate(candidate, month, day);
    if (date && (!best || abs(*date - today) < abs(*best - today))) best = date;
  }
  return best;
}

// What is read at one place; no value if nothing is.
using Value = std::optional<std::string>;

Value OrNone(std::optional<sys_days> day) {
  return day ? Value(Iso(*day)) : Value();
}

// 2026-11-03, 2026.11.3, 2026/11/03
Value Numeric(Cursor& cursor) {
  const auto year = cursor.Digits(4, 4);
  if (!year) return {};
  const char32_t separator = cursor.Peek();
  if (separator != U'-' && separator != U'.' && separator != U'/') return {};
  const CodesView mark(&separator, 1);
  cursor.Eat(mark);
  const auto month = cursor.Digits(1, 2);
  if (!month || !cursor.Eat(mark)) return {};
  const auto day = cursor.Digits(1, 2);
  return day ? OrNone(MakeDate(*year, *month, *day)) : Value();
}

// 2026년 11월 3일, 11월 3일, 2026년 11월
Value KoreanDate(Cursor& cursor, sys_days today) {
  Cursor at = cursor;
  std::optional<int> year = at.Digits(4, 4);
  if (year && !at.Eat(U"년")) return {};
  at.Spaces();
  const auto month = at.Digits(1, 2);
  if (!month || !at.Eat(U"월")) return {};
  Cursor end = at;
  at.Spaces();
  const auto day = at.Digits(1, 2);
  if (day && at.Eat(U"일")) {
    cursor = at;
    return OrNone(year ? MakeDate(*year, *month, *day)
                       : Nearest(today, *month, *day));
  }
  if (*month < 1 || *month > 12) return {};
  cursor = end;
  const auto first =
      year ? MakeDate(*year, *month, 1) : Nearest(today, *month, 15);
  return first ? Value(Iso(*first).substr(0, 7)) : Value();
}

Value RelativeDay(Cursor& cursor, sys_days today) {
  static constexpr std::pair<CodesView, int> kKorean[] = {
      {U"오늘", 0}, {U"내일모레", 2}, {U"내일", 1},    {U"모레", 2},
      {U"글피", 3}, {U"어제", -1},    {U"그저께", -2}, {U"그제", -2}};
  static constexpr std::pair<CodesView, int> kEnglish[] = {
      {U"day after tomorrow", 2},
      {U"day before yesterday", -2},
      {U"today", 0},
      {U"tonight", 0},
      {U"tomorrow", 1},
      {U"yesterday", -1}};
  if (!IsHangul(cursor.Before())) {
    for (const auto& [word, off] : kKorean) {
      if (cursor.Eat(word)) return Iso(today + days(off));
    }
  }
  for (const auto& [word, off] : kEnglish) {
    if (cursor.EatWord(word)) return Iso(today + days(off));
  }
  return {};
}

std::optional<weekday> Weekday(Cursor& cursor) {
  const int korean = cursor.EatAny({U"일요일", U"월요일", U"화요일", U"수요일",
                                    U"목요일", U"금요일", U"토요일"});
  if (korean >= 0) return weekday(static_cast<unsigned>(korean));
  static constexpr CodesView kEnglish[] = {
      U"sunday",   U"monday", U"tuesday", U"wednesday",
      U"thursday", U"friday", U"saturday"};
  for (unsigned i = 0; i < 7; ++i) {
    if (cursor.EatWord(kEnglish[i])) return weekday(i);
  }
  return {};
}

// Which week, month or year: -1 the last, 0 this, 1 the next, 2 after that.
std::optional<int> Which(Cursor& cursor) {
  if (!IsHangul(cursor.Before())) {
    if (cursor.Eat(U"다다음")) return 2;
    if (cursor.EatAny({U"다음", U"담", U"내"}) >= 0) return 1;
    if (cursor.Eat(U"이번")) return 0;
    if (cursor.EatAny({U"지난", U"저번"}) >= 0) return -1;
  }
  if (cursor.EatWord(U"next")) return 1;
  if (cursor.EatWord(U"this")) return 0;
  if (cursor.EatWord(U"last")) return -1;
  return {};
}

// 다음 주 월요일, next Monday, 이번 달, next week; and a bare weekday, the
// coming one.
Value RelativeWeek(Cursor& cursor, sys_days today) {
  Cursor at = cursor;
  const auto which = Which(at);
  if (which) at.Spaces();
  const bool english_day = which && IsLatin(at.Peek());
  if (const auto day = which && !english_day ? std::nullopt : Weekday(at)) {
    cursor = at;
    if (!which) return Iso(today + (*day - weekday(today)));
    return Iso(MondayOf(today) + days(7 * *which) +
               (*day - std::chrono::Monday));
  }
  if (!which) return {};
  if (at.Eat(U"주") || at.EatWord(U"week")) {
    const sys_days monday = MondayOf(today) + days(7 * *which);
    cursor = at;
    at.Spaces();
    if (const auto day = Weekday(at)) {
      cursor = at;
      return Iso(monday + (*day - std::chrono::Monday));
    }
    return IsoWeek(monday);
  }
  if (at.Eat(U"달") || at.EatWord(U"month")) {
    cursor = at;
    const year_month_day date(today);
    return IsoMonth(date.year() / date.month() + std::chrono::months(*which));
  }
  return {};
}

std::optional<int> EnglishMonth(Cursor& cursor) {
  static constexpr CodesView kMonths[] = {U"january", U"february", U"march",
                                          U"april",   U"may",      U"june",
                                          U"july",    U"august",   U"september",
                                          U"october", U"november", U"december"};
  for (int i = 0; i < 12; ++i) {
    if (cursor.EatWord(kMonths[i])) return i + 1;
    if (i != 4 && cursor.EatWord(kMonths[i].substr(0, 3))) return i + 1;
  }
  return {};
}

std::optional<int> EnglishDay(Cursor& cursor) {
  const auto day = cursor.Digits(1, 2);
  if (!day) return {};
  cursor.EatAny({U"st", U"nd", U"rd", U"th"});
  if (IsLatin(cursor.Peek())) return {};
  return day;
}

// November 3(rd)(, 2026), 3(rd) (of) November (2026)
Value EnglishDate(Cursor& cursor, sys_days today) {
  Cursor at = cursor;
  auto month = EnglishMonth(at);
  if (month) at.Spaces();
  const auto day = EnglishDay(at);
  if (!day) return {};
  if (!month) {
    at.Spaces();
    if (at.EatWord(U"of")) at.Spaces();
    month = EnglishMonth(at);
  }
  if (!month) return {};
  cursor = at;
  at.Eat(U",");
  at.Spaces();
  const auto year = at.Digits(4, 4);
  if (!year) return OrNone(Nearest(today, *month, *day));
  cursor = at;
  return OrNone(MakeDate(*year, *month, *day));
}

// "25일에", "25일까지": the nearest such day; without a particle it is a
// duration.
Value DayOfMonth(Cursor& cursor, sys_days today) {
  Cursor at = cursor;
  const auto day = at.Digits(1, 2);
  if (!day || !at.Eat(U"일")) return {};
  cursor = at;
  if (at.EatAny({U"에", U"까지", U"부터", U"날", U"자"}) < 0) return {};
  const year_month_day date(today);
  std::optional<sys_days> best;
  for (const int off : {0, 1, -1}) {
    const auto month = date.year() / date.month() + std::chrono::months(off);
    const auto candidate =
        MakeDate(static_cast<int>(month.year()),
                 static_cast<int>(static_cast<unsigned>(month.month())), *day);
    if (candidate && (!best || abs(*candidate - today) < abs(*best - today))) {
      best = candidate;
    }
  }
  return OrNone(best);
}

Value DateAt(Cursor& cursor, sys_days today) {
  const Cursor start = cursor;
  const auto attempt = [&](auto read) {
    cursor = start;
    return read(cursor);
  };
  const bool digit = IsDigit(start.Peek());
  if (digit && (IsDigit(start.Before()) || IsLatin(start.Before()))) return {};
  Value value;
  if (digit) {
    value = attempt([](Cursor& at) { return Numeric(at); });
    if (!value)
      value = attempt([&](Cursor& at) { return KoreanDate(at, today); });
    if (!value)
      value = attempt([&](Cursor& at) { return DayOfMonth(at, today); });
  } else {
    value = attempt([&](Cursor& at) { return RelativeDay(at, today); });
    if (!value) {
      value = attempt([&](Cursor& at) { return RelativeWeek(at, today); });
    }
  }
  if (!value)
    value = attempt([&](Cursor& at) { return EnglishDate(at, today); });
  return value;
}

}  // namespace

void FindDates(CodesView text, sys_days today, std::vector<Span>* spans) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == U' ') continue;
    Cursor cursor(text, at);
    auto value = DateAt(cursor, today);
    if (!value || cursor.at() <= at) continue;
    spans->push_back({"date", *std::move(value), at, cursor.at()});
    at = cursor.at() - 1;
  }
}

}  // namespace aicc::inference
