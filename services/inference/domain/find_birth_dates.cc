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
// And of these years even where nothing else is told.
constexpr int kLastAlone = 1995;
constexpr std::size_t kThingBefore = 48;
constexpr std::size_t kThingAfter = 40;
constexpr std::size_t kMaxLittle = 7;  // Words between a date and its cue.

// What people get on a birthday, and when, is no date of birth.
constexpr CodesView kPresents =
    U"쿠폰 쿠폰은 쿠폰이 할인 할인은 할인이 혜택 혜택은 혜택이 이벤트 선물 "
    U"선물은 선물이 파티 케이크 축하 gift gifts party present coupon discount "
    U"offer card voucher reward treat bonus cake deal promo month";

// Small words between a date and what says, after it, that it is a birthday.
constexpr CodesView kLittle =
    U"is was for as that that's thats it it's its this which when where the my "
    U"his her our their your i he she they we were are on day of so and "
    U"because "
    U"date according to old real actual correct";

// True if what stands around a date of the last century speaks of a company, a
// law or some goods.
bool SpeaksOfThing(CodesView text) {
  return Mentions(
      text, {U"since",        U"founded",       U"founding",    U"establish",
             U"incorporated", U"opened",        U"opening",     U"built",
             U"released",     U"release",       U"launch",      U"classic",
             U"model",        U"edition",       U"vintage",     U"listed",
             U"company",      U"charter",       U"treaty",      U"war ",
             U"battle",       U"histor",        U"published",   U"recorded",
             U"concert",      U"film",          U"movie",       U"album",
             U"song",         U"match",         U"stamp",       U"coin",
             U"comic",        U"issue",         U"newspaper",   U"photo",
             U"episode",      U"landing",       U"anniversary", U"museum",
             U"act ",         U"law ",          U"regulation",  U"version",
             U"firmware",     U"epoch",         U"default",     U"invoice",
             U"contract",     U"purchase",      U"married",     U"wedding",
             U"died",         U"death",         U"construct",   U"registered",
             U"serial",       U"dated",         U"archive",     U"storm",
             U"earthquake",   U"flood",         U"vehicle",     U"manufactur",
             U"made ",        U"copyright",     U"login",       U"log ",
             U"logs",         U"tracker",       U"fax of",      U"letter of",
             U"onwards",      U"customer from", U"build",       U"last seen",
             U"inception",    U"commenc",       U"effective",   U"dates from",
             U"dates back",   U"starting",      U"started",     U"starts",
             U"valid",        U"expir",         U"deliver",     U"visit",
             U"appointment",  U"loan",          U"mortgage",    U"deposit",
             U"joined",       U"hired",         U"employ",      U"warranty",
             U"guarantee",    U"lease",         U"tenancy",     U"renewal",
             U"season",       U"series",        U"manual",      U"patent",
             U"painting",     U"wine",          U"first flew",  U"world cup",
             U"olympic",      U"installed",     U"premiere",    U"설립",
             U"창립",         U"창업",          U"개업",        U"출시",
             U"개통",         U"준공",          U"제정",        U"발행",
             U"창간",         U"개교",          U"개장",        U"개정",
             U"시행",         U"발매",          U"개봉",        U"건립",
             U"완공",         U"결혼",          U"기념",        U"이후",
             U"부터",         U"사망",          U"입사",        U"가입"});
}

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
  if (!CodesView(U"생출태주앞dbwgn").contains(text[at])) return 0;
  const std::size_t size =
      OneAt(text, at, {U"생년월일",     U"생년",          U"생일",
                       U"출생",         U"태어난",        U"주민번호 앞자리",
                       U"앞자리",       U"date of birth", U"date-of-birth",
                       U"birth date",   U"birthdate",     U"birth day",
                       U"birthday",     U"was born",      U"born ",
                       U"d.o.b",        U"d o b",         U"d/o/b",
                       U"dob",          U"bday",          U"b-day",
                       U"birth",        U"geb.",          U"geboren",
                       U"geburtsdatum", U"ne le ",        U"nee le ",
                       U"nacido",       U"nacida",        U"nato il",
                       U"nata il",      U"naissance"});
  // "NameBirthdate": forms are copied without their spaces.
  const bool joined = size < kLongCue && !IsBorder(text, at);
  if (size == 0 || (IsLatin(text[at]) && joined)) return 0;
  return presents.contains(WordAfter(text, at + size)) ? 0 : at + size;
}

// The day on which the clocks of machines begin: what is shown where no date is
// known.
bool IsBeginningOfClocks(CodesView date) {
  Codes digits;
  for (const char32_t c : date) {
    if (IsDigit(c)) digits += c;
  }
  for (const CodesView day : {U"19700101", U"01011970", U"111970", U"19691231",
                              U"31121969", U"12311969"}) {
    if (digits == day) return true;
  }
  return false;
}

// With "the" of "the 5th of May".
void Add(CodesView text, std::size_t at, const DateForm& date,
         Findings* found) {
  const bool words = std::ranges::any_of(text.substr(at, date.end - at),
                                         [](char32_t c) { return IsLatin(c); });
  const CodesView before = Before(text, at, 5);
  const bool the = words && before.ends_with(U"the ") &&
                   (before.size() < 5 || !IsLatin(before[0]));
  found->push_back({"DOB", the ? at - 4 : at, date.end});
}

// The first date after a cue that ends at `cue`.
void FindAfter(CodesView text, std::size_t cue, Findings* found) {
  const std::size_t limit = std::min(text.size(), cue + kNear);
  for (std::size_t at = cue; at < limit; ++at) {
    if (text[at] == U'\n') return;
    const DateForm date = DateFormAt(text, at);
    if (date.end == 0) continue;
    Add(text, at, date, found);
    return;
  }
}

bool MayBegin(CodesView text, std::size_t at) {
  if (!IsBorder(text, at)) return false;
  if (IsDigit(text[at]) || KoreanDigit(text[at]) != 0) return true;
  return CodesView(U"십백천유시").contains(text[at]) ||
         MayBeginEnglishDate(text, at);
}

// "…. that's when i was born", "… for my birth date", over small words.
bool IsCalledBornAfter(CodesView text, std::size_t end) {
  static const WordSet little(kLittle);
  static const WordSet presents(kPresents);
  bool wanted = false;  // "12 March, for my birthday"
  for (std::size_t words = 0; words <= kMaxLittle; ++words) {
    while (end < text.size() && CodesView(U" .,;:!)-\"").contains(text[end])) {
      ++end;
    }
    const std::size_t from = end;
    if (const std::size_t cue = OneAt(text, end,
                                      {U"birthday", U"bday", U"b-day", U"birth",
                                       U"born", U"dob", U"d.o.b"})) {
      const bool party = presents.contains(WordAfter(text, end + cue));
      const bool day = text[end + cue - 1] == U'y';
      return words > 0 && IsBorder(text, end) && !party && !(day && wanted);
    }
    const CodesView near = text.substr(0, end + 12);
    while (end < near.size() && (IsLatin(near[end]) || near[end] == U'\'')) {
      ++end;
    }
    const CodesView word = near.substr(from, end - from);
    if (!little.contains(word)) return false;
    wanted = wanted || word == U"for";
  }
  return false;
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
  if (IsCalledBornAfter(text, end)) return true;
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

// Dates that nothing announces, but they are of a year that hardly anything
// else is of; or the text says who somebody is, and a birthday of the text is
// of that year: "born 2001-03-05, sorry, 2001-03-15".
class Unannounced {
 public:
  // `text` must outlive this.
  Unannounced(CodesView text, const Findings& found) : text_(text) {
    for (const Finding& finding : found) {
      known_ = known_ || SaysWhoSomebodyIs(finding);
      if (finding.type != "DOB") continue;
      const DateForm date = DateFormAt(
          text, finding.begin + OneAt(text, finding.begin, {U"the "}));
      if (date.year > 0) years_.insert(date.year);
    }
  }

  // `date` begins at `at`.
  bool Is(std::size_t at, const DateForm& date) const {
    if (!date.whole || date.year == 0) return false;
    if (!known_) {
      return date.year >= kFirstYear && date.year <= kLastAlone &&
             !date.strange &&
             !IsBeginningOfClocks(text_.substr(at, date.end - at)) &&
             !SpeaksOfThing(Before(text_, at, kThingBefore)) &&
             !SpeaksOfThing(text_.substr(date.end).substr(0, kThingAfter));
    }
    return years_.contains(date.year) ||
           (date.year >= kFirstYear && date.year <= kLastYear);
  }

 private:
  CodesView text_;
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
        unannounced.Is(at, date)) {
      Add(codes, at, date, found);
    }
  }
}

}  // namespace aicc::inference
