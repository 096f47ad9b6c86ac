#include "services/inference/domain/digit_groups.h"

#include <algorithm>

#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/korean_numerals.h"
#include "services/inference/domain/personal_text.h"
#include "services/inference/domain/word_set.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSeparator = 28;
constexpr int kMaxMarks = 3;
constexpr int kMaxWords = 4;
constexpr std::size_t kMaxLooseWord = 10;

bool IsHyphen(char32_t c) {
  return c == U'-' || c == U'~' || (c >= 0x2010 && c <= 0x2015) ||
         c == 0x2212 || c == U'ㅡ';
}

bool IsMark(char32_t c) {
  return IsHyphen(c) || CodesView(U".()·/_,…[]").contains(c);
}

// Said right after the digits.
std::size_t AttachedWord(CodesView text, std::size_t at) {
  return OneAt(text, at,
               {U"다시", U"국에", U"국의", U"번에", U"하이픈", U"대시",
                U"이고요", U"이에요", U"이요", U"예요", U"입니다", U"이구요",
                U"이고", U"고요", U"구요", U"에요", U"에", U"요", U"의"});
}

// Said between two groups, as words of their own.
constexpr CodesView kLoose =
    U"다시 하이픈 대시 마이너스 바 점 에 어 어어 음 으음 그 저 아 네 예 뭐지 "
    U"뭐더라 그리고 그다음 그다음에 다음에 다음은 잠시만요 그러니까 뒷자리 "
    U"뒷자리는 뒤에 뒤는 dash hyphen minus then and um uh er erm hmm space dot "
    U"okay so like area code wait";
// … that take back the group before.
constexpr CodesView kCorrections =
    U"아니 아니다 아니요 아니고 no sorry actually correction rather";

struct LooseWord {
  std::size_t size = 0;
  bool corrects = false;
};

LooseWord LooseWordAt(CodesView text, std::size_t at) {
  static const WordSet loose(kLoose);
  static const WordSet corrections(kCorrections);
  if (!IsBorder(text, at)) return {};
  const CodesView near = text.substr(0, at + kMaxLooseWord + 1);
  const std::size_t end =
      IsHangulSyllable(text[at]) ? HangulEnd(near, at) : LatinEnd(near, at);
  const CodesView word = text.substr(at, end - at);
  if (corrections.contains(word)) return {word.size(), true};
  return {loose.contains(word) ? word.size() : 0, false};
}

struct Separator {
  std::size_t size = 0;
  bool hyphen = false;
  bool correction = false;
  bool space = false;
  bool word = false;
  bool comma = false;
  bool wave = false;
  int marks = 0;
  int words = 0;
};

// Adds to `separator` what comes next; false if nothing does.
bool AddNext(CodesView text, std::size_t at, Separator* separator) {
  const std::size_t next = at + separator->size;
  if (next >= text.size() || separator->size >= kMaxSeparator) return false;
  if (text[next] == U' ') {
    separator->space = true;
    ++separator->size;
    return true;
  }
  if (IsMark(text[next]) && separator->marks < kMaxMarks) {
    ++separator->marks;
    separator->hyphen = separator->hyphen || IsHyphen(text[next]);
    separator->comma = separator->comma || text[next] == U',';
    separator->wave = separator->wave || text[next] == U'~';
    ++separator->size;
    return true;
  }
  if (separator->words >= kMaxWords) return false;
  const LooseWord word = separator->size == 0
                             ? LooseWord{AttachedWord(text, next), false}
                             : LooseWordAt(text, next);
  if (word.size == 0) return false;
  ++separator->words;
  separator->correction = separator->correction || word.corrects;
  separator->hyphen = true;
  separator->size += word.size;
  return true;
}

Separator SeparatorAt(CodesView text, std::size_t at) {
  Separator separator;
  while (AddNext(text, at, &separator)) continue;
  return separator;
}

// "5678이에요", "5678이구요": after plain digits 이 mostly begins a word.
bool BeginsWord(CodesView text, std::size_t at) {
  if (text[at - 1] < U'0' || text[at - 1] > U'9') return false;
  std::size_t end = at;
  while (end < text.size() && KoreanDigit(text[end]) != 0) ++end;
  return end - at < 3 && end < text.size() && IsHangulSyllable(text[end]);
}

// Takes one group; empty if there is no digit at `at`. "이고" after "공일공" is
// no 2: see EndOfGroup().
DigitGroup Take(CodesView text, std::size_t at) {
  DigitGroup group;
  group.begin = group.end = at;
  while (group.end < text.size()) {
    if (IsDigit(text[group.end])) {
      group.digits += static_cast<char>(text[group.end++]);
      continue;
    }
    const bool latin = IsLatin(text[group.end]);
    if (group.end > at && (latin || BeginsWord(text, group.end))) break;
    const SpokenDigits said = SpokenDigitsAt(text, group.end);
    if (said.size == 0) break;
    group.digits += said.digits;
    group.spoken = true;
    group.end += said.size;
    group.word = latin;
    if (latin) break;
  }
  return group;
}

// "공일공 삼천이백에 사천오백육": after a number's prefix, four digits may be
// said as a number, unless they count something.
DigitGroup TakeNumeral(CodesView text, std::size_t at) {
  DigitGroup group;
  const KoreanNumeral said = KoreanNumeralAt(text, at);
  const std::size_t end = at + said.size;
  if (said.value < 1000) return group;
  if (!IsBorder(text, end) && AttachedWord(text, end) == 0 &&
      OneAt(text, end, {U"번"}) == 0) {
    return group;
  }
  group.digits = std::to_string(said.value);
  group.begin = at;
  group.end = end;
  group.spoken = true;
  return group;
}

// "십일 다시 이십 다시 …": digits of a group said as a number, before what
// parts it from the next.
DigitGroup TakeParted(CodesView text, std::size_t at) {
  const KoreanNumeral said = KoreanNumeralAt(text, at);
  const std::size_t end = at + said.size;
  if (said.size == 0) return {};
  const std::size_t next = StandsAt(text, end, U" ") ? end + 1 : end;
  if (OneAt(text, next, {U"다시", U"하이픈", U"대시"}) == 0) return {};
  return {std::to_string(said.value), at, end, true};
}

// "공일공이고 일이삼사": the 이 belongs to the word 이고.
void LeaveWord(CodesView text, DigitGroup* group) {
  if (!group->spoken || group->digits.size() < 4) return;
  if (text[group->end - 1] != U'이') return;
  if (OneAt(text, group->end, {U"고요", U"구요", U"고", U"요"}) == 0) return;
  const bool prefix = group->digits.size() == 4 && group->digits[0] == '0';
  if (!prefix && group->digits.size() != 5) return;
  group->digits.pop_back();
  --group->end;
}

// "일본", "오늘": one syllable that another word begins with says no digit,
// unless a particle follows it.
bool IsAnotherWord(CodesView text, const DigitGroup& group) {
  if (!group.spoken || group.word || group.digits.size() > 1) return false;
  return group.end < text.size() && IsHangulSyllable(text[group.end]) &&
         AttachedWord(text, group.end) == 0 &&
         OneAt(text, group.end,
               {U"번", U"이", U"입", U"예", U"로", U"으", U"은", U"는", U"가",
                U"인", U"맞", U"라", U"를", U"을"}) == 0;
}

// 1,234,567 is one number and no telephone's, and 10~20 are two. Neither begins
// with a zero.
bool Parts(const Separator& separator, const DigitGroups& before,
           const DigitGroup& after) {
  if (separator.size == 0) return true;
  if (before[0].digits[0] == '0' && before[0].digits.size() > 1) return false;
  if (separator.wave) return true;
  return separator.comma && !separator.space && !before.back().spoken &&
         !after.spoken;
}

bool BeginsNumber(CodesView text, std::size_t at) {
  if (IsDigit(text[at]) || at == 0) return true;
  return !IsHangulSyllable(text[at - 1]) && !IsDigit(text[at - 1]);
}

}  // namespace

DigitGroups DigitGroupsAt(CodesView text, std::size_t at, std::size_t most) {
  DigitGroups groups;
  if (!BeginsNumber(text, at)) return groups;
  DigitGroup group = TakeParted(text, at);
  if (group.digits.empty()) group = Take(text, at);
  while (!group.digits.empty()) {
    LeaveWord(text, &group);
    groups.push_back(group);
    if (groups.size() == most) break;
    const Separator separator = SeparatorAt(text, groups.back().end);
    const std::size_t next = groups.back().end + separator.size;
    const bool prefixed = groups[0].digits[0] == '0';
    group = prefixed ? TakeNumeral(text, next) : DigitGroup();
    if (group.digits.empty()) group = TakeParted(text, next);
    if (group.digits.empty()) group = Take(text, next);
    if (group.digits.empty() || Parts(separator, groups, group) ||
        (separator.size > 0 && IsAnotherWord(text, group))) {
      break;
    }
    group.hyphen = separator.hyphen;
    group.space = separator.space;
    group.corrects = separator.correction;
  }
  return groups;
}

std::size_t DoubtfulDigits(CodesView text, const DigitGroup& group) {
  if (group.end >= text.size() || !IsHangulSyllable(text[group.end])) return 0;
  std::size_t doubtful = 0;
  while (doubtful < 2 && doubtful + 1 < group.digits.size() &&
         KoreanDigit(text[group.end - 1 - doubtful]) != 0) {
    ++doubtful;
  }
  return doubtful;
}

}  // namespace aicc::inference
