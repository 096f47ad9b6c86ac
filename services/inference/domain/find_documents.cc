#include <algorithm>
#include <string>
#include <string_view>

#include "services/inference/domain/letter_words.h"
#include "services/inference/domain/number_kind.h"
#include "services/inference/domain/recognisers.h"
#include "services/inference/domain/spoken_codes.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMinCode = 6;
constexpr std::size_t kMaxLicense = 18;
constexpr std::size_t kMaxPassport = 10;
constexpr std::size_t kKoreanPassport = 9;
constexpr std::size_t kCueBefore = 34;
constexpr std::size_t kCueAfter = 20;
// How far away the text may say what a number of a telling shape is.
constexpr std::size_t kMention = 60;

// Where passports are spoken of, named or not.
constexpr std::initializer_list<CodesView> kTravel{
    U"passport", U"여권", U"apis",    U"여행사",      U"탑승객",
    U"출국",     U"입국", U"비자",    U"사증",        U"항공권",
    U"발권",     U"승객", U"renewed", U"nationality", U"immigration"};
// What else a code may be.
constexpr std::initializer_list<CodesView> kOtherCodes{
    U"모델",  U"시리얼", U"제품", U"부품",   U"품번",  U"주문",
    U"쿠폰",  U"예약",   U"송장", U"sku",    U"model", U"serial",
    U"order", U"part",   U"s/n",  U"coupon", U"code",  U"tracking"};

bool IsDigitOf(char c) { return c >= '0' && c <= '9'; }
bool IsLetterOf(char c) { return c >= 'a' && c <= 'z'; }

// M12345678 and M123A4567.
bool IsKoreanPassport(std::string_view code) {
  if (code.size() != kKoreanPassport ||
      !std::string_view("msrodg").contains(code[0])) {
    return false;
  }
  for (std::size_t i = 1; i < code.size(); ++i) {
    if (!IsDigitOf(code[i]) && i != 4) return false;
  }
  return true;
}

// M123A4567, as hardly any other code is written.
bool IsNewPassport(std::string_view code) {
  return IsKoreanPassport(code) && code[0] == 'm' && IsLetterOf(code[4]);
}

// One letter or two, six to eight digits, perhaps a letter.
bool IsPassportShape(std::string_view code) {
  if (IsKoreanPassport(code)) return true;
  std::size_t letters = 0;
  while (letters < code.size() && IsLetterOf(code[letters])) ++letters;
  if (letters == 0 || letters > 2) return false;
  code.remove_prefix(letters);
  if (!code.empty() && IsLetterOf(code.back())) code.remove_suffix(1);
  return code.size() >= 6 && code.size() <= 8 &&
         std::ranges::all_of(code, IsDigitOf);
}

int DigitsOf(std::string_view code) {
  return static_cast<int>(std::ranges::count_if(code, IsDigitOf));
}

struct Code {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

// What the words near `code` say it is, or what was asked for.
NumberCue CueOf(const PersonalText& text, const Code& code) {
  const CodesView codes = text.codes;
  const NumberCue cue =
      FindNumberCue(Before(codes, code.begin, kCueBefore),
                    codes.substr(code.end).substr(0, kCueAfter));
  return cue == NumberCue::kNone ? FindNumberCue(text.asked, {}) : cue;
}

// The part of the line around `code`, as far as a mention may be away.
bool IsMentioned(CodesView codes, const Code& code,
                 std::initializer_list<CodesView> words) {
  return Mentions(Before(codes, code.begin, kMention), words) ||
         Mentions(codes.substr(code.end).substr(0, kMention), words);
}

// "MORGA753116SM9IJ": of a British driver; hardly anything else is like it.
bool IsBritishLicense(std::string_view code) {
  constexpr std::size_t kSize = 16;
  constexpr std::size_t kName = 5;
  constexpr std::size_t kBirth = 6;
  const auto of_name = [](char c) { return IsLetterOf(c) || c == '9'; };
  return code.size() == kSize && IsLetterOf(code[0]) &&
         std::ranges::all_of(code.substr(0, kName), of_name) &&
         std::ranges::all_of(code.substr(kName, kBirth), IsDigitOf) &&
         std::ranges::all_of(code.substr(kName + kBirth, 2), of_name) &&
         std::ranges::all_of(code.substr(kSize - 2), IsLetterOf);
}

// "P/JPN/TR8820461": as airlines write passports.
bool IsOfMachine(CodesView codes, std::size_t at) {
  const CodesView before = Before(codes, at, 6);
  return before.size() == 6 && before.starts_with(U"p/") &&
         before.ends_with(U'/') &&
         std::ranges::all_of(before.substr(2, 3), IsLatin);
}

// The end of a licence that goes on after a space: "MH12 20110048823", "MORGA
// 657054 SM9IJ"; `end` if it does not.
std::size_t GroupsEnd(CodesView codes, std::size_t at, std::size_t end) {
  constexpr std::size_t kMinGroup = 5;
  constexpr std::size_t kMaxFirst = 5;
  if (end - at > kMaxFirst) return end;
  const bool figures = std::ranges::any_of(codes.substr(at, end - at), IsDigit);
  for (bool first = true;;) {
    const std::size_t next = end + OneAt(codes, end, {U" "});
    const std::size_t last = LatinEnd(codes, next);
    const CodesView group = codes.substr(next, last - next);
    // What stands before the figures is no word: "is D1234567".
    const bool word = !figures && !std::ranges::all_of(
                                      codes.substr(next, kMinGroup), IsDigit);
    if (next == end || (word && first) || group.size() < kMinGroup ||
        last - at > kMaxLicense || std::ranges::count_if(group, IsDigit) == 0) {
      return end;
    }
    end = last;
    first = false;
  }
}

void Add(const PersonalText& text, const Code& code, Findings* found) {
  const bool passport = IsPassportShape(code.text);
  NumberCue cue = CueOf(text, code);
  if (cue == NumberCue::kNone && passport &&
      (IsOfMachine(text.codes, code.begin) ||
       IsMentioned(text.codes, code, kTravel) ||
       (IsNewPassport(code.text) &&
        !IsMentioned(text.codes, code, kOtherCodes)))) {
    cue = NumberCue::kPassport;
  }
  if (passport && IsMentioned(text.codes, code, {U"apis"})) {
    cue = NumberCue::kPassport;
  }
  if (cue == NumberCue::kNone && IsBritishLicense(code.text)) {
    cue = NumberCue::kLicense;
  }
  if (cue == NumberCue::kPassport &&
      (passport || code.text.size() <= kMaxPassport)) {
    found->push_back({"PASSPORT", code.begin, code.end, code.text});
  }
  if (cue == NumberCue::kLicense) {
    found->push_back({"LICENSE", code.begin, code.end, code.text});
  }
}

// Passports and driving licences: what their letters and digits are says
// little, so words must say it.
void FindWritten(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t end = LatinEnd(codes, at);
  while (end - at < 24 && StandsAt(codes, end, U"-") &&
         LatinEnd(codes, end + 1) > end + 1) {
    end = LatinEnd(codes, end + 1);
  }
  const std::size_t groups = GroupsEnd(codes, at, end);
  if (groups > end) {
    const std::string code = EncodeUtf8(codes.substr(at, groups - at));
    const bool license = CueOf(text, {at, groups, code}) == NumberCue::kLicense;
    if (license && DigitsOf(code) >= 3) Add(text, {at, groups, code}, found);
  }
  if (end - at < kMinCode || end - at > kMaxLicense) return;
  const std::string code = EncodeUtf8(codes.substr(at, end - at));
  if (DigitsOf(code) >= 3) Add(text, {at, end, code}, found);
}

// "엠 육육오 비 구이구오", "F two five five, nine two one". Returns the end of
// what was read, whosever it is; `at` if nothing was.
std::size_t FindSaid(const PersonalText& text, std::size_t at,
                     Findings* found) {
  SpokenCode said = SpokenCodeAt(text.codes, at);
  std::string& code = said.text;
  // Then none is that begins within it.
  if (code.size() < kMinCode || DigitsOf(code) < 5) {
    return said.end.empty() ? at : said.end.back();
  }
  if (std::ranges::none_of(code, IsLetterOf)) return at;
  // The 이 of 이에요 is no digit.
  if (IsKoreanPassport(code.substr(0, kKoreanPassport))) {
    code.resize(kKoreanPassport);
  }
  if (code.size() > kMaxLicense) code.resize(kMaxLicense);
  const std::size_t end = said.end[code.size() - 1];
  Add(text, {at, end, code}, found);
  return end;
}

// 서울-02-123456-78, as licences were written before regions had numbers.
void FindOldLicense(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  if (!CodesView(U"서부경강충전제대인광울").contains(codes[at])) return;
  const std::size_t region = WordAt(
      codes, at,
      {U"서울", U"부산", U"경기", U"강원", U"충북", U"충남", U"전북", U"전남",
       U"경북", U"경남", U"제주", U"대구", U"인천", U"광주", U"대전", U"울산"});
  if (region == 0) return;
  std::size_t end = at + region;
  std::string digits;
  for (const std::size_t group : {2u, 6u, 2u}) {
    end += OneAt(codes, end, {U" ", U"-"});
    for (std::size_t i = 0; i < group; ++i) {
      if (end >= codes.size() || !IsDigit(codes[end])) return;
      digits += static_cast<char>(codes[end++]);
    }
  }
  if (!IsBorder(codes, end)) return;
  found->push_back(
      {"LICENSE", at, end, EncodeUtf8(codes.substr(at, region)) + digits});
}

bool BeginsSaid(CodesView codes, std::size_t at) {
  if (IsHangulSyllable(codes[at])) return KoreanLetterAt(codes, at).size > 0;
  return IsLatin(codes[at]) &&
         (at + 1 >= codes.size() || !IsLatin(codes[at + 1]));
}

}  // namespace

void FindDocuments(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t said = 0;  // Up to here codes were read.
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (!IsBorder(codes, at)) continue;
    const char32_t c = codes[at];
    if (IsHangulSyllable(c)) FindOldLicense(text, at, found);
    if (c < 0x80 && IsLatinOrDigit(c)) FindWritten(text, at, found);
    if (at >= said && BeginsSaid(codes, at)) said = FindSaid(text, at, found);
  }
}

}  // namespace aicc::inference
