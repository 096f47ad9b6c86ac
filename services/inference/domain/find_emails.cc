#include <array>
#include <optional>
#include <string>

#include "services/inference/domain/digit_words.h"
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

constexpr std::array kHosts = std::to_array<Said>({
    {U"네이버", U"naver"},
    {U"지메일", U"gmail"},
    {U"쥐메일", U"gmail"},
    {U"구글", U"gmail"},
    {U"한메일", U"hanmail"},
    {U"다음", U"daum"},
    {U"네이트", U"nate"},
    {U"카카오", U"kakao"},
    {U"핫메일", U"hotmail"},
    {U"아웃룩", U"outlook"},
    {U"야후", U"yahoo"},
    {U"아이클라우드", U"icloud"},
});
constexpr std::array kDomains = std::to_array<Said>({
    {U"닷컴", U"com"},  {U"닷넷", U"net"},  {U"컴", U"com"},
    {U"넷", U"net"},    {U"닷씨오", U"co"}, {U"케이알", U"kr"},
    {U"com", U"com"},   {U"net", U"net"},   {U"org", U"org"},
    {U"edu", U"edu"},   {U"gov", U"gov"},   {U"co", U"co"},
    {U"kr", U"kr"},     {U"uk", U"uk"},     {U"io", U"io"},
    {U"de", U"de"},     {U"us", U"us"},     {U"ac", U"ac"},
    {U"au", U"au"},     {U"ca", U"ca"},     {U"example", U"example"},
    {U"test", U"test"},
});
constexpr std::array kJoints = std::to_array<Said>({
    {U"dot", U"."},
    {U"point", U"."},
    {U"underscore", U"_"},
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
// Longest first, where one begins another.
constexpr std::array kLetters = std::to_array<Said>({
    {U"더블유", U"w"}, {U"에이치", U"h"}, {U"와이", U"y"}, {U"에이", U"a"},
    {U"제이", U"j"},   {U"케이", U"k"},   {U"아이", U"i"}, {U"에프", U"f"},
    {U"에스", U"s"},   {U"엑스", U"x"},   {U"제트", U"z"}, {U"비", U"b"},
    {U"씨", U"c"},     {U"시", U"c"},     {U"디", U"d"},   {U"지", U"g"},
    {U"쥐", U"g"},     {U"엘", U"l"},     {U"엠", U"m"},   {U"엔", U"n"},
    {U"피", U"p"},     {U"큐", U"q"},     {U"알", U"r"},   {U"티", U"t"},
    {U"유", U"u"},     {U"브이", U"v"},
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

void FindWritten(const PersonalText& text, std::size_t at, Findings* found) {
  const CodesView codes = text.codes;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMaxLocal && IsLocal(codes[begin - 1])) {
    --begin;
  }
  std::size_t end = at + 1;
  while (end < codes.size() && end - at < kMaxHost &&
         (IsLatinOrDigit(codes[end]) || codes[end] == U'.' ||
          codes[end] == U'-')) {
    ++end;
  }
  while (end > at + 1 && !IsLatinOrDigit(codes[end - 1])) --end;
  const CodesView host = codes.substr(at + 1, end - at - 1);
  if (begin == at || !host.contains(U'.')) return;
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
    const Said* letter = nullptr;
    for (const Said& said : kLetters) {
      if (letter == nullptr && StandsAt(word, at, said.said)) letter = &said;
    }
    if (letter != nullptr) {
      letters += Ascii(letter->written);
      at += letter->said.size();
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

bool IsSpelledLatin(CodesView word, CodesView before) {
  const bool digits = SpokenDigitsAt(word, 0).size == word.size();
  const bool short_word = word.size() == 1 || IsDigit(word[0]) || digits;
  const bool spelled = before.size() == 1 || IsDigit(before[0]) ||
                       SpokenDigitsAt(before, 0).size == before.size();
  return short_word && (spelled || before.size() > 1);
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
    const bool hangul = IsHangulSyllable(text[0]);
    const bool goes_on = hangul ? spelled.has_value()
                                : !last.empty() && IsSpelledLatin(last, text) &&
                                      !OneAt(text, 0, {U"is", U"it", U"my"});
    if (joint == nullptr && !joined && !goes_on) break;
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

struct Host {
  std::size_t end = 0;
  std::string text;
};

std::size_t HostWordEnd(CodesView codes, std::size_t at) {
  const bool hangul = at < codes.size() && IsHangulSyllable(codes[at]);
  return hangul ? HangulEnd(codes, at) : LatinEnd(codes, at);
}

// ".com", " dot co dot uk", "닷컴", "점 컴" from `at` on; empty if none.
Host DomainAt(CodesView codes, std::size_t at) {
  Host host{at, {}};
  for (int part = 0; part < 3; ++part) {
    std::size_t next = SkipSpaces(codes, host.end);
    const std::size_t joint =
        OneAt(codes, next, {U"dot ", U"점", U"쩜", U"닷 ", U"."});
    next = SkipSpaces(codes, next + joint);
    const Said* domain = nullptr;
    for (const Said& said : kDomains) {
      const bool ends = IsHangulSyllable(said.said[0]) ||
                        IsBorder(codes, next + said.said.size());
      if (domain == nullptr && StandsAt(codes, next, said.said) && ends) {
        domain = &said;
      }
    }
    if (domain == nullptr || (joint == 0 && !domain->said.starts_with(U'닷'))) {
      break;
    }
    host.text += "." + Ascii(domain->written);
    host.end = next + domain->said.size();
  }
  return host;
}

Host HostAt(CodesView codes, std::size_t at) {
  for (const Said& said : kHosts) {
    if (!StandsAt(codes, at, said.said)) continue;
    const Host domain = DomainAt(codes, at + said.said.size());
    if (domain.text.empty())
      return {at + said.said.size(), Ascii(said.written) + ".com"};
    return {domain.end, Ascii(said.written) + domain.text};
  }
  const std::size_t end = std::min(
      HostWordEnd(codes.substr(0, at + kMaxLocal), at), at + kMaxLocal);
  const Host domain = DomainAt(codes, end);
  if (end == at || domain.text.empty()) return {};
  return {domain.end, Ascii(codes.substr(at, end - at)) + domain.text};
}

void FindSpoken(const PersonalText& text, std::size_t at, std::size_t size,
                Findings* found) {
  const CodesView codes = text.codes;
  const Host host = HostAt(codes, SkipSpaces(codes, at + size));
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
    } else if (codes[at] == U'a') {
      if (WordAt(codes, at, {U"at"}) > 0) FindSpoken(text, at, 2, found);
    } else if (codes[at] == U'골' || codes[at] == U'앳') {
      const std::size_t size = OneAt(codes, at, {U"골뱅이", U"앳"});
      if (size > 0) FindSpoken(text, at, size, found);
    }
  }
}

}  // namespace aicc::inference
