#include <array>
#include <optional>

#include "services/inference/domain/digit_groups.h"
#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kNear = 28;
constexpr std::array<CodesView, 12> kMonths{U"jan", U"feb", U"mar", U"apr",
                                            U"may", U"jun", U"jul", U"aug",
                                            U"sep", U"oct", U"nov", U"dec"};

// A part of a date that counts: 1990, 구십, 3, "third" is not one.
std::size_t NumberEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  while (end < codes.size() && end - at < 10 &&
         (IsDigit(codes[end]) || KoreanDigit(codes[end]) != 0 ||
          CodesView(U"십백천유시").contains(codes[end]))) {
    ++end;
  }
  return end;
}

// "1990년 1월 1일(생)", "구십년 오월 삼일"; the end, 0 if there is none.
std::size_t KoreanDateEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  int parts = 0;
  for (const char32_t unit : {U'년', U'월', U'일'}) {
    const std::size_t from = SkipSpaces(codes, end);
    std::size_t number = NumberEnd(codes, from);
    // "삼일": the 일 is the unit, not a digit.
    if (unit == U'일' && number > from + 1 && codes[number - 1] == U'일' &&
        !StandsAt(codes, number, U"일")) {
      --number;
    }
    if (number == from || !StandsAt(codes, number, CodesView(&unit, 1))) {
      if (unit == U'년') continue;
      break;
    }
    end = number + 1;
    ++parts;
  }
  return parts >= 2 ? end : 0;
}

std::size_t MonthEnd(CodesView codes, std::size_t at) {
  if (!IsBorder(codes, at)) return 0;
  for (const CodesView month : kMonths) {
    if (StandsAt(codes, at, month)) return LatinEnd(codes, at);
  }
  return 0;
}

// Day and year after a month's name, or before and after it.
std::size_t EnglishDateEnd(CodesView codes, std::size_t month_end) {
  std::size_t end = month_end;
  for (int part = 0; part < 2; ++part) {
    std::size_t next = end;
    while (next < codes.size() && CodesView(U" ,.").contains(codes[next]))
      ++next;
    const std::size_t number = LatinEnd(codes, next);
    if (number == next || !IsDigit(codes[next])) break;
    end = number;
  }
  return end;
}

// The beginning of "2nd of" before a month.
std::size_t DayBefore(CodesView codes, std::size_t month) {
  std::size_t at = month;
  while (at > 0 && codes[at - 1] == U' ') --at;
  if (Before(codes, at, 3) == U" of") at -= 3;
  while (at > 0 && codes[at - 1] == U' ') --at;
  const std::size_t end = at;
  while (at > 0 && IsLatinOrDigit(codes[at - 1]) && end - at < 4) --at;
  return end > at && IsDigit(codes[at]) ? at : month;
}

// 900101, 1990-01-01, 90.1.1, 01/02/1990, 구공공일공일: the end, 0 for what is
// no date.
std::size_t DigitsEnd(CodesView codes, const DigitGroups& run) {
  const bool parted = run.size() >= 3 && !run[0].spoken &&
                      run[0].digits.size() <= 4 && run[1].digits.size() <= 2;
  if (parted) return run[2].digits.size() <= 4 ? run[2].end : 0;
  std::size_t digits = 0;
  for (const DigitGroup& group : run) {
    digits += group.digits.size();
    const std::size_t doubtful = DoubtfulDigits(codes, group);
    for (std::size_t dropped = 0; dropped <= doubtful; ++dropped) {
      const std::size_t size = digits - dropped;
      if (size == 6 || size == 8) return group.end - dropped;
    }
  }
  return 0;
}

std::optional<Finding> DateAt(CodesView codes, std::size_t at) {
  if (!IsBorder(codes, at)) return std::nullopt;
  if (const std::size_t month = MonthEnd(codes, at)) {
    const std::size_t begin = DayBefore(codes, at);
    const std::size_t end = EnglishDateEnd(codes, month);
    if (begin == at && end == month) return std::nullopt;
    return Finding{"DOB", begin, end};
  }
  if (const std::size_t end = KoreanDateEnd(codes, at)) {
    return Finding{"DOB", at, end};
  }
  const DigitGroups run = DigitGroupsAt(codes, at);
  const std::size_t end = run.empty() ? 0 : DigitsEnd(codes, run);
  return end > 0 ? std::optional(Finding{"DOB", at, end}) : std::nullopt;
}

std::size_t CueAt(CodesView codes, std::size_t at) {
  return OneAt(codes, at,
               {U"생년월일", U"생일", U"출생", U"주민번호 앞자리", U"앞자리",
                U"date of birth", U"birth date", U"birthdate", U"birthday",
                U"was born", U"born ", U"dob"});
}

void FindAfter(CodesView codes, std::size_t cue, Findings* found) {
  const std::size_t limit = std::min(codes.size(), cue + kNear);
  for (std::size_t at = cue; at < limit; ++at) {
    if (codes[at] == U'\n') return;
    if (const auto date = DateAt(codes, at)) {
      found->push_back(*date);
      return;
    }
  }
}

// "1990년 1월 1일생", "구십년 오월 삼일에 태어", "900101생"
void FindBefore(CodesView codes, std::size_t at, Findings* found) {
  std::size_t end = KoreanDateEnd(codes, at);
  if (end == 0) {
    std::size_t digits = at;
    while (digits < codes.size() && digits - at < 9 && IsDigit(codes[digits])) {
      ++digits;
    }
    end = digits - at == 6 || digits - at == 8 ? digits : 0;
  }
  if (end == 0) return;
  const bool born =
      StandsAt(codes, end, U"생") && !StandsAt(codes, end, U"생각");
  const std::size_t next = SkipSpaces(codes, end + OneAt(codes, end, {U"에"}));
  if (born || OneAt(codes, next, {U"태어", U"출생이", U"출생입"}) > 0) {
    found->push_back({"DOB", at, end});
  }
}

}  // namespace

void FindBirthDates(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  const bool asked = FindNumberCue(text.asked, {}) == NumberCue::kBirth;
  if (asked) FindAfter(codes, 0, found);
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (const std::size_t cue = CueAt(codes, at)) {
      FindAfter(codes, at + cue, found);
    } else if (IsBorder(codes, at) && NumberEnd(codes, at) > at) {
      FindBefore(codes, at, found);
    }
  }
}

}  // namespace aicc::inference
