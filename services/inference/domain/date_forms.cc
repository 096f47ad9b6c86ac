#include "services/inference/domain/date_forms.h"

#include <algorithm>
#include <string>

#include "services/inference/domain/digit_groups.h"
#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/english_dates.h"
#include "services/inference/domain/korean_numerals.h"
#include "services/inference/domain/personal_text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxNumber = 10;
constexpr int kMaxMonth = 12;
constexpr int kMaxDay = 31;
constexpr std::size_t kMaxGroups = 8;  // Digits of a date, said one by one.

// The end of what may be a number before 년, 월 or 일: 1990, 구십, 천구백구십,
// 유 of 유월; `at` if there is none.
std::size_t NumberEnd(CodesView text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kMaxNumber &&
         (IsDigit(text[end]) || KoreanDigit(text[end]) != 0 ||
          CodesView(U"십백천유시").contains(text[end]))) {
    ++end;
  }
  return end;
}

// A number and its unit: "1990년", "이십 일 일".
struct Part {
  std::size_t number_end = 0;
  std::size_t end = 0;  // 0: there is none.
};

// A unit that stands apart from its number may be another word: 일정.
bool IsUnitApart(CodesView text, std::size_t at) {
  return IsBorder(text, at + 1) ||
         OneAt(text, at + 1, {U"생", U"에", U"이", U"입", U"요", U"날"}) > 0;
}

// 일 is a digit and a unit, so the longest number that leaves one is taken.
Part PartAt(CodesView text, std::size_t at, char32_t unit) {
  const CodesView word(&unit, 1);
  for (std::size_t end = NumberEnd(text, at); end > at; --end) {
    if (StandsAt(text, end, word)) return {end, end + 1};
    const bool apart = StandsAt(text, end, U" ") &&
                       StandsAt(text, end + 1, word) &&
                       IsUnitApart(text, end + 1);
    if (apart) return {end, end + 2};
  }
  return {};
}

int KoreanYear(CodesView text, std::size_t at, std::size_t end) {
  if (const KoreanNumeral said = KoreanNumeralAt(text, at);
      said.value >= 1000) {
    return said.value;
  }
  std::string digits;
  for (; at < end && digits.size() < 5; ++at) {
    const char said = KoreanDigit(text[at]);
    digits += IsDigit(text[at]) ? static_cast<char>(text[at]) : said;
    if (digits.back() == 0) return 0;
  }
  return digits.size() == 4 ? std::stoi(digits) : 0;
}

// "1990년 1월 1일", "구십 년 오월 삼일", "5월 3일"
DateForm KoreanDateAt(CodesView text, std::size_t at) {
  DateForm date;
  int parts = 0;
  std::size_t end = at;
  for (const char32_t unit : {U'년', U'월', U'일'}) {
    const std::size_t from = SkipSpaces(text, end);
    const Part part = PartAt(text, from, unit);
    if (part.end == 0) {
      if (unit == U'년') continue;
      break;
    }
    if (unit == U'년') date.year = KoreanYear(text, from, part.number_end);
    end = part.end;
    // "85년생 3월 2일", "85년생이고 3월 2일"
    const std::size_t born =
        unit == U'년' ? OneAt(text, end, {U"생 ", U"생이고 ", U"생에 "}) : 0;
    date.born = date.born || born > 0;
    end += born > 0 ? born - 1 : 0;
    ++parts;
  }
  if (parts < 2) return {};
  date.end = end;
  date.whole = parts == 3;
  return date;
}

int YearOf(const DigitGroup& group) {
  return group.digits.size() == 4 ? std::stoi(group.digits) : 0;
}

// 1990-01-01, 90.1.1, 01/02/1990
DateForm PartedDate(const DigitGroups& run) {
  if (run[2].digits.size() > 4) return {};
  const int first = YearOf(run[0]);
  const int one = std::stoi(run[first > 0 ? 2 : 0].digits);
  const int two = std::stoi(run[1].digits);
  DateForm date{run[2].end, first > 0 ? first : YearOf(run[2]), true};
  date.strange = std::min(one, two) < 1 || std::min(one, two) > kMaxMonth ||
                 std::max(one, two) > kMaxDay;
  return date;
}

// 900101, 구공공일공일, "oh four oh seven nineteen ninety one"; of English
// words six are a date only where there are not eight.
DateForm DigitsDate(CodesView text, const DigitGroups& run) {
  std::size_t digits = 0;
  DateForm date;
  for (const DigitGroup& group : run) {
    digits += group.digits.size();
    const std::size_t doubtful = DoubtfulDigits(text, group);
    for (std::size_t dropped = 0; dropped <= doubtful; ++dropped) {
      const std::size_t size = digits - dropped;
      if (size == 6 || size == 8) date.end = group.end - dropped;
      if (size == 8 || (size == 6 && !group.word)) return date;
    }
  }
  return date;
}

}  // namespace

DateForm DateFormAt(CodesView text, std::size_t at) {
  if (at >= text.size() || !IsBorder(text, at)) return {};
  const char32_t first = text[at];
  if (IsLatin(first) || IsDigit(first)) {
    const DateForm date = EnglishDateAt(text, at);
    if (date.end > 0) return date;
  }
  if (NumberEnd(text, at) > at) {
    const DateForm date = KoreanDateAt(text, at);
    if (date.end > 0) return date;
  }
  const DigitGroups run = DigitGroupsAt(text, at, kMaxGroups);
  if (run.empty()) return {};
  const bool parted = run.size() >= 3 && !run[0].spoken &&
                      run[0].digits.size() <= 4 && run[1].digits.size() <= 2;
  return parted ? PartedDate(run) : DigitsDate(text, run);
}

}  // namespace aicc::inference
