#include "services/inference/domain/personal_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <limits>

namespace aicc::inference {
namespace {

constexpr std::size_t kAskedBytes = 400;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::uint32_t BytesOf(char32_t code, std::string_view rest) {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code == 0xFFFD) return rest.starts_with(kReplacement) ? 3 : 1;
  return code < 0x10000 ? 3 : 4;
}

// Where each code of `text` begins, and where the last one ends.
std::vector<std::uint32_t> Offsets(CodesView codes, std::string_view text) {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(codes.size() + 1);
  std::uint32_t at = 0;
  for (const char32_t code : codes) {
    offsets.push_back(at);
    at += BytesOf(code, text.substr(at));
  }
  offsets.push_back(at);
  return offsets;
}

bool IsCapital(char32_t code) {
  if (code < 0x80) return code >= U'A' && code <= U'Z';
  return utf8proc_category(static_cast<utf8proc_int32_t>(code)) ==
         UTF8PROC_CATEGORY_LU;
}

bool FoundAt(CodesView text, CodesView word, std::size_t at) {
  return !IsLatin(word[0]) || at == 0 || !IsLatin(text[at - 1]);
}

}  // namespace

PersonalText ReadPersonalText(std::string_view text, std::string_view asked) {
  text = text.substr(0, std::numeric_limits<std::int32_t>::max());
  const Codes codes = DecodeUtf8(text, text.size());
  const std::vector<std::uint32_t> offsets = Offsets(codes, text);
  Folded folded = Fold(codes);
  PersonalText read;
  read.codes = std::move(folded.text);
  read.capital.reserve(read.codes.size());
  for (std::size_t i = 0; i < read.codes.size(); ++i) {
    const auto from = static_cast<std::size_t>(folded.start[i]);
    read.capital.push_back(IsCapital(codes[from]));
    read.begin.push_back(offsets[from]);
    read.end.push_back(offsets[static_cast<std::size_t>(folded.end[i])]);
    if (codes[from] == U'\n') read.codes[i] = U'\n';
  }
  if (asked.size() > kAskedBytes)
    asked = asked.substr(asked.size() - kAskedBytes);
  read.asked = FoldText(asked);
  return read;
}

bool StandsAt(CodesView text, std::size_t at, CodesView word) {
  return at <= text.size() && text.substr(at).starts_with(word);
}

std::size_t OneAt(CodesView text, std::size_t at,
                  std::initializer_list<CodesView> words) {
  for (const CodesView word : words) {
    if (StandsAt(text, at, word)) return word.size();
  }
  return 0;
}

std::size_t WordAt(CodesView text, std::size_t at,
                   std::initializer_list<CodesView> words) {
  if (!IsBorder(text, at)) return 0;
  for (const CodesView word : words) {
    if (StandsAt(text, at, word) && IsBorder(text, at + word.size())) {
      return word.size();
    }
  }
  return 0;
}

bool Mentions(CodesView text, std::initializer_list<CodesView> words) {
  return std::ranges::any_of(words, [&](CodesView word) {
    std::size_t at = text.find(word);
    while (at != CodesView::npos && !FoundAt(text, word, at)) {
      at = text.find(word, at + 1);
    }
    return at != CodesView::npos;
  });
}

bool IsLatinOrDigit(char32_t c) { return IsLatin(c) || IsDigit(c); }

bool IsBorder(CodesView text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  if (IsHangulSyllable(text[at])) return !IsHangulSyllable(text[at - 1]);
  return !IsLatinOrDigit(text[at]) || !IsLatinOrDigit(text[at - 1]);
}

bool IsEscaped(CodesView text, std::size_t at) {
  return at > 0 && text[at - 1] == U'\\' &&
         (text[at] == U'n' || text[at] == U'r' || text[at] == U't');
}

std::size_t SkipSpaces(CodesView text, std::size_t at) {
  while (at < text.size() && text[at] == U' ') ++at;
  return at;
}

CodesView Before(CodesView text, std::size_t at, std::size_t count) {
  const std::size_t from = at > count ? at - count : 0;
  return text.substr(from, at - from);
}

std::size_t HangulEnd(CodesView text, std::size_t at) {
  while (at < text.size() && IsHangulSyllable(text[at])) ++at;
  return at;
}

std::size_t LatinEnd(CodesView text, std::size_t at) {
  while (at < text.size() && IsLatinOrDigit(text[at])) ++at;
  return at;
}

}  // namespace aicc::inference
