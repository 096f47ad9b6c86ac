#include "services/inference/domain/personal_names.h"

#include <array>
#include <string>

#include "services/inference/domain/digit_groups.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kSyllable = 3;  // Bytes.

constexpr std::array<std::string_view, 9> kKoreanCues{
    "이름은", "이름이", "성함은",   "성함이", "예금주는",
    "예금주", "명의자", "명의자는", "이름:"};
// Longest first, where one ends in another.
constexpr std::array<std::string_view, 15> kEndings{
    "이라고", "입니다", "이에요", "이구요", "이거든", "인데", "예요", "에요",
    "이고",   "이며",   "라고",   "이요",   "씨",     "님",   "요"};
constexpr std::string_view kSurnames =
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주"
    "우구"
    "민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥";
constexpr std::array<std::string_view, 3> kEnglishCues{
    "my name is ", "this is mr. ", "this is ms. "};

std::size_t HangulEnd(std::string_view text, std::size_t at) {
  while (HangulAt(text, at)) at += kSyllable;
  return at;
}

std::size_t SkipSpaces(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
  return at;
}

// `word` without its ending; `*ended` says whether there was one.
std::string_view WithoutEnding(std::string_view word, bool* ended) {
  for (const std::string_view ending : kEndings) {
    if (word.size() > ending.size() && word.ends_with(ending)) {
      *ended = true;
      return word.substr(0, word.size() - ending.size());
    }
  }
  *ended = false;
  return word;
}

bool IsPause(std::string_view text, std::size_t at) {
  return at >= text.size() || std::string_view(".,!?/\n)").contains(text[at]);
}

void AfterCue(std::string_view text, std::size_t at,
              std::vector<PersonalData>* found) {
  const std::size_t begin = SkipSpaces(text, at);
  const std::size_t end = HangulEnd(text, begin);
  bool ended = false;
  const auto name = WithoutEnding(text.substr(begin, end - begin), &ended);
  const std::size_t syllables = name.size() / kSyllable;
  if (syllables < 2 || syllables > 4) return;
  if (!ended && !IsPause(text, end)) return;
  found->push_back({"NAME", begin, begin + name.size()});
}

// "저는 홍길동입니다": three syllables, the first a surname.
void AfterPronoun(std::string_view text, std::size_t at,
                  std::vector<PersonalData>* found) {
  const std::size_t begin = SkipSpaces(text, at);
  const std::size_t end = HangulEnd(text, begin);
  bool ended = false;
  const auto name = WithoutEnding(text.substr(begin, end - begin), &ended);
  if (!ended || name.size() != 3 * kSyllable) return;
  if (!kSurnames.contains(name.substr(0, kSyllable))) return;
  found->push_back({"NAME", begin, begin + name.size()});
}

template <typename Each>
void ForEach(std::string_view text, std::string_view cue, Each each) {
  for (std::size_t at = text.find(cue); at != std::string_view::npos;
       at = text.find(cue, at + cue.size())) {
    each(at + cue.size());
  }
}

bool IsNameLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' ||
         c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

// One word, and those after it that begin with a capital.
void AfterEnglishCue(std::string_view text, std::size_t at,
                     std::vector<PersonalData>* found) {
  const std::size_t begin = SkipSpaces(text, at);
  std::size_t end = begin;
  for (int word = 0; word < 3; ++word) {
    std::size_t next = SkipSpaces(text, end);
    const bool capital =
        next < text.size() && text[next] >= 'A' && text[next] <= 'Z';
    if (word > 0 && !capital) break;
    while (next < text.size() && IsNameLetter(text[next])) ++next;
    end = next;
  }
  if (end > begin) found->push_back({"NAME", begin, end});
}

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

}  // namespace

void FindNames(std::string_view text, std::vector<PersonalData>* found) {
  for (const std::string_view cue : kKoreanCues) {
    ForEach(text, cue, [&](std::size_t at) { AfterCue(text, at, found); });
  }
  ForEach(text, "저는 ",
          [&](std::size_t at) { AfterPronoun(text, at, found); });
  const std::string lower = LowerAscii(text);
  for (const std::string_view cue : kEnglishCues) {
    ForEach(lower, cue,
            [&](std::size_t at) { AfterEnglishCue(text, at, found); });
  }
}

}  // namespace aicc::inference
