#include <array>
#include <optional>
#include <string>

#include "services/inference/domain/digit_words.h"
#include "services/inference/domain/email_hosts.h"
#include "services/inference/domain/letter_words.h"
#include "services/inference/domain/name_words.h"
#include "services/inference/domain/recognisers.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxLocal = 64;
constexpr std::size_t kMaxHost = 255;
constexpr int kMaxSpelled = 32;

struct Said {
  CodesView said;
  CodesView written;
};

constexpr std::array kJoints = std::to_array<Said>({
    {U"dot", U"."},
    {U"point", U"."},
    {U"underscore", U"_"},
    {U"underbar", U"_"},
    {U"밑줄", U"_"},
    {U"dash", U"-"},
    {U"hyphen", U"-"},
    {U"plus", U"+"},
    {U"점", U"."},
    {U"쩜", U"."},
    {U"닷", U"."},
    {U"언더바", U"_"},
    {U"언더스코어", U"_"},
    {U"하이픈", U"-"},
    {U"대시", U"-"},
});
bool IsLocal(char32_t c) {
  return IsLatinOrDigit(c) || CodesView(U"._%+-").contains(c);
}

std::string Ascii(CodesView codes) { return EncodeUtf8(codes); }

template <std::size_t N>
const Said* OneOf(CodesView word, const std::array<Said, N>& list) {
  for (const Said& said : list) {
    if (said.said == word) return &said;
  }
  return nullptr;
}

// One past a host's label in Hangul at `at`, or its ending 한국, which a
// particle may follow; `at` if there is none.
std::size_t HangulLabelEnd(CodesView codes, std::size_t at) {
  const std::size_t end = HangulEnd(codes.substr(0, at + kMaxLocal), at);
  if (StandsAt(codes, end, U".")) return end;
  return at + OneAt(codes, at, {U"한국", U"닷컴", U"닷넷"});
}

std::size_t HostEnd(CodesView codes, std::size_t at) {
  std::size_t end = at;
  while (end < codes.size() && end - at < kMaxHost) {
    if (IsLatinOrDigit(codes[end]) || codes[end] == U'.' ||
        codes[end] == U'-') {
      ++end;
      continue;
    }
    const bool begins = codes[end - 1] == U'@' || codes[end - 1] == U'.';
    const std::size_t label = begins ? HangulLabelEnd(codes, end) : end;
    if (label == end) break;
    end = label;
  }
  while (end > at && codes[end - 1] < 0x80 && !IsLatinOrDigit(codes[end - 1])) {
    --end;
  }
  return end;
}

std::size_t LocalBegin(CodesView codes, std::size_t at,
                       bool (*is_local)(char32_t)) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMaxLocal && is_local(codes[begin - 1])) {
    --begin;
  }
  return begin;
}

void FindWritten(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t begin = LocalBegin(codes, at, IsLocal);
  if (begin == at) begin = LocalBegin(codes, at, IsHangulSyllable);
  const std::size_t end = HostEnd(codes, at + 1);
  if (begin == at || !codes.substr(at, end - at).contains(U'.')) return;
  found->push_back(
      {"EMAIL", begin, end, Ascii(codes.substr(begin, end - begin))});
}

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The word before `at`, without the spaces between; empty at a mark.
Word WordBefore(CodesView codes, std::size_t at) {
  while (at > 0 && codes[at - 1] == U' ') --at;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMaxLocal &&
         (IsLocal(codes[begin - 1]) || IsHangulSyllable(codes[begin - 1]))) {
    --begin;
  }
  return {begin, at};
}

// Letters and digits said by their names: "에이비", "이공"; nullopt for any
// other word.
std::optional<std::string> Spelled(CodesView word) {
  std::string letters;
  for (std::size_t at = 0; at < word.size();) {
    const SpokenLetter letter = KoreanLetterAt(word, at);
    if (letter.size > 0) {
      letters += letter.letter;
      at += letter.size;
    } else if (const SpokenDigits said = SpokenDigitsAt(word, at);
               said.size > 0) {
      letters += said.digits;
      at += said.size;
    } else if (IsLocal(word[at])) {
      letters += Ascii(word.substr(at++, 1));
    } else {
      return std::nullopt;
    }
  }
  return letters;
}

struct Local {
  std::size_t begin = 0;
  std::string text;
};

// Digits, plain or said: 92, "seven", 칠칠.
bool IsOfDigits(CodesView word) {
  if (IsDigit(word[0])) return true;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t size = SpokenDigitsAt(word, at).size;
    if (size == 0) return false;
    at += size;
  }
  return true;
}

bool IsSpelledLatin(CodesView word, CodesView before) {
  const bool short_word = word.size() == 1 || IsOfDigits(word);
  return short_word && !before.empty();
}

// "j k park", "john smith": initials and given names before a name.
bool BeginsName(CodesView word, CodesView next) {
  if (!IsLatin(next[0]) || OneAt(word, 0, {U"a", U"i"}) == word.size()) {
    return false;
  }
  return word.size() == 1 || IsGivenName(word);
}

// True if `text`, at `word`, is a part of what is dictated before `next`.
bool GoesOn(CodesView codes, Word word, CodesView text, CodesView next) {
  if (!IsHangulSyllable(text[0])) {
    const bool clipped = word.begin > 0 && codes[word.begin - 1] == U'\'';
    return !next.empty() && !clipped &&
           (IsSpelledLatin(next, text) || BeginsName(text, next)) &&
           !OneAt(text, 0, {U"is", U"it", U"my"});
  }
  if (Spelled(text)) return true;
  // "에이치와이 리 공삼": a surname after spelled letters.
  const Word first = WordBefore(codes, word.begin);
  const CodesView before = codes.substr(first.begin, first.end - first.begin);
  return text.size() == 1 && before.size() > 1 && Spelled(before);
}

// What stands before "at" or 골뱅이, read backwards.
Local LocalBefore(CodesView codes, std::size_t at) {
  Local local{at, {}};
  bool joined = true;  // The next word surely belongs to it.
  CodesView last;
  for (int i = 0; i < kMaxSpelled; ++i) {
    const Word word = WordBefore(codes, local.begin);
    const CodesView text = codes.substr(word.begin, word.end - word.begin);
    if (text.empty()) break;
    const Said* const joint = OneOf(text, kJoints);
    const auto spelled = Spelled(text);
    if (joint == nullptr && !joined && !GoesOn(codes, word, text, last)) break;
    local.begin = word.begin;
    const std::string written = joint != nullptr ? Ascii(joint->written)
                                : spelled        ? *spelled
                                                 : Ascii(text);
    local.text.insert(0, written);
    joined = joint != nullptr;
    last = joint != nullptr ? CodesView() : text;
  }
  return local;
}

void FindSpoken(const PersonalText& text, std::size_t at, std::size_t size,
                Findings* found) {
  const CodesView codes = text.codes;
  const SpokenHost host = SpokenHostAt(codes, SkipSpaces(codes, at + size));
  if (host.text.empty()) return;
  const Local local = LocalBefore(codes, at);
  if (local.text.empty()) return;
  found->push_back(
      {"EMAIL", local.begin, host.end, local.text + "@" + host.text});
}

}  // namespace

void FindEmails(const PersonalText& text, Findings* found) {
  const CodesView codes = text.codes;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (codes[at] == U'@') {
      FindWritten(text, at, found);
      const bool spaced =
          (at > 0 && codes[at - 1] == U' ') || StandsAt(codes, at + 1, U" ");
      if (spaced) FindSpoken(text, at, 1, found);
    } else if (codes[at] == U'a' && WordAt(codes, at, {U"at"}) > 0) {
      FindSpoken(text, at, 2, found);
    } else if (codes[at] == U'[' || codes[at] == U'(') {
      const std::size_t size = OneAt(codes, at, {U"[at]", U"(at)"});
      if (size > 0) FindSpoken(text, at, size, found);
    } else if (codes[at] == U'골' || codes[at] == U'앳') {
      const std::size_t size = OneAt(codes, at, {U"골뱅이", U"앳"});
      const bool bracket =
          at > 0 && codes[at - 1] == U'(' && StandsAt(codes, at + size, U")");
      if (size > 0 && bracket) FindSpoken(text, at - 1, size + 2, found);
      if (size > 0 && !bracket) FindSpoken(text, at, size, found);
    }
  }
}

}  // namespace aicc::inference
