#include <algorithm>
#include <set>

#include "services/inference/domain/date_forms.h"
#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/english_dates.h"
#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/recognisers.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kNear = 28;
constexpr std::size_t kAfter = 24;
constexpr std::size_t kSoon = 12;
constexpr std::size_t kLongCue = 8;
// Whole dates of these years are hardly anything but birthdays beside a
// number that says who somebody is.
constexpr int kFirstYear = 1915;
constexpr int kLastYear = 1999;

// What people get on a birthday, and when, is no date of birth.
constexpr CodesView kPresents =
    U"쿠폰 쿠폰은 쿠폰이 할인 할인은 할인이 혜택 혜택은 혜택이 이벤트 선물 "
    U"선물은 선물이 파티 케이크 축하 gift gifts party present coupon discount "
    U"offer card voucher reward treat bonus cake deal promo month";

CodesView WordAfter(CodesView text, std::size_t at) {
  at = SkipSpaces(text, at);
  const CodesView near = text.substr(0, at + 12);
  const std::size_t end = at < near.size() && IsHangulSyllable(near[at])
                              ? HangulEnd(near, at)
                              : LatinEnd(near, at);
  return text.substr(std::min(at, text.size()), end - at);
}

// One past the words at `at` that announce a date of birth; 0 if none do.
std::size_t CueEnd(CodesView text, std::size_t at) {
  static const WordSet presents(kPresents);
  if (!CodesView(U"생출태주앞dbw").contains(text[at])) return 0;
  const std::size_t size =
      OneAt(text, at, {U"생년월일",   U"생년",          U"생일",
                       U"출생",       U"태어난",        U"주민번호 앞자리",
                       U"앞자리",     U"date of birth", U"date-of-birth",
                       U"birth date", U"birthdate",     U"birth day",
                       U"birthday",   U"was born",      U"born ",
                       U"d.o.b",      U"d o b",         U"dob",
                       U"bday",       U"b-day",         U"birth"});
  // "NameBirthdate": forms are copied without their spaces.
  const bool joined = size < kLongCue && !IsBorder(text, at);
  if (size == 0 || (IsLatin(text[at]) && joined)) return 0;
  return presents.contains(WordAfter(text, at + size)) ? 0 : at + size;
}

void Add(std::size_t at, const DateForm& date, Findings* found) {
  found->push_back({"DOB", at, date.end});
}

// The first date after a cue that ends at `cue`.
void FindAfter(CodesView text, std::size_t cue, Findings* found) {
  const std::size_t limit = std::min(text.size(), cue + kNear);
  for (std::size_t at = cue; at < limit; ++at) {
    if (text[at] == U'\n') return;
    const DateForm date = DateFormAt(text, at);
    if (date.end == 0) continue;
    Add(at, date, found);
    return;
  }
}

bool MayBegin(CodesView text, std::size_t at) {
  if (!IsBorder(text, at)) return false;
  if (IsDigit(text[at]) || KoreanDigit(text[at]) != 0) return true;
  return CodesView(U"십백천유시").contains(text[at]) ||
         MayBeginEnglishDate(text, at);
}

// "1990년 1월 1일생", "구십년 오월 삼일에 태어", "… is my date of birth"
bool IsCalledBirthday(CodesView text, std::size_t end) {
  const std::size_t next_word = end + OneAt(text, end, {U"."});
  const bool born =
      (StandsAt(text, next_word, U"생") &&
       !StandsAt(text, next_word, U"생각")) ||
      OneAt(text, end, {U" 생이", U" 생입", U" 생.", U" 생 "}) > 0;
  if (born) return true;
  const std::size_t next =
      SkipSpaces(text, end + OneAt(text, end, {U"에", U"이 ", U"가 "}));
  if (OneAt(text, next,
            {U"태어", U"출생", U"생일이", U"생일입", U"제 생일", U"생년월일"}) >
      0) {
    return true;
  }
  const CodesView after = text.substr(end).substr(0, kAfter);
  // "850302인데요 생년월일이"
  if (OneAt(after, 0, {U"인데", U"이에요 ", U"이요 ", U"요 ", U"입니다 "}) >
          0 &&
      Mentions(after.substr(0, kSoon), {U"생년월일", U"생일"})) {
    return true;
  }
  const std::size_t is = OneAt(after, 0, {U" is ", U", is ", U" was "});
  return is > 0 && Mentions(after.substr(is),
                            {U"birth", U"dob", U"d.o.b", U"bday", U"born"});
}

// "b. 3 january 1957"
bool IsBorn(CodesView text, std::size_t at) {
  const CodesView before = Before(text, at, 4);
  return before.ends_with(U"b. ") && (before.size() < 4 || !IsLatin(before[0]));
}

bool SaysWhoSomebodyIs(const Finding& finding) {
  return finding.type == "SSN" || finding.type == "RRN" ||
         finding.type == "FRN" || finding.type == "PASSPORT" ||
         finding.type == "LICENSE" || finding.type == "DOB";
}

// Dates that nothing announces, but the text says who somebody is, and they are
// of a year that hardly anything else is of, or that a birthday of the text is
// of: "born 2001-03-05, sorry, 2001-03-15".
class Unannounced {
 public:
  Unannounced(CodesView text, const Findings& found) {
    for (const Finding& finding : found) {
      known_ = known_ || SaysWhoSomebodyIs(finding);
      if (finding.type != "DOB") continue;
      const DateForm date = DateFormAt(text, finding.begin);
      if (date.year > 0) years_.insert(date.year);
    }
  }

  bool Is(const DateForm& date) const {
    if (!known_ || !date.whole || date.year == 0) return false;
    return years_.contains(date.year) ||
           (date.year >= kFirstYear && date.year <= kLastYear);
  }

 private:
  bool known_ = false;
  std::set<int> years_;
};

}  // namespace

void FindBirthDates(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  const bool asked = FindNumberCue(text.asked, {}) == NumberCue::kBirth;
  if (asked) FindAfter(codes, 0, found);
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (const std::size_t cue = CueEnd(codes, at)) FindAfter(codes, cue, found);
  }
  const Unannounced unannounced(codes, *found);
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (!MayBegin(codes, at)) continue;
    const DateForm date = DateFormAt(codes, at);
    if (date.end == 0) continue;
    if (date.born || IsCalledBirthday(codes, date.end) || IsBorn(codes, at) ||
        unannounced.Is(date)) {
      Add(at, date, found);
    }
  }
}

}  // namespace aicc::inference
