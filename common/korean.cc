#include "common/korean.h"

#include <cstddef>
#include <optional>

namespace aicc {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
// Of each 28 syllables in a row only the first ends in a vowel.
constexpr char32_t kFinals = 28;

// Cuts the last code point off `text` and returns it; a broken one is no
// letter.
char32_t TakeLast(std::string_view* text) {
  std::size_t begin = text->size() - 1;
  while (begin > 0 &&
         (static_cast<unsigned char>((*text)[begin]) & 0xC0) == 0x80) {
    --begin;
  }
  const std::string_view bytes = text->substr(begin);
  text->remove_suffix(bytes.size());
  const auto byte = [&bytes](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]));
  };
  if (bytes.size() == 1) return byte(0);
  // Hangul syllables have three bytes; nothing longer or shorter is read.
  if (bytes.size() != 3) return 0;
  return ((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
}

// 영, 일, 삼, 육, 칠, 팔; ten, hundred and thousand (십, 백, 천) agree with 영.
bool DigitEndsInConsonant(char32_t digit) {
  return digit != '2' && digit != '4' && digit != '5' && digit != '9';
}

// 엘, 엠, 엔, and 알 as a letter's name; a word ends in -er as 라우터 does.
bool LetterEndsInConsonant(char32_t letter, std::string_view before) {
  switch (letter) {
    case 'L':
    case 'M':
    case 'N':
    case 'R':
    case 'l':
    case 'm':
    case 'n':
      return true;
    case 'g':
      return before.ends_with('n');
    default:
      return false;
  }
}

// Absent if `c` is not read.
std::optional<bool> Ending(char32_t c, std::string_view before) {
  if (c >= kFirstSyllable && c <= kLastSyllable) {
    return (c - kFirstSyllable) % kFinals != 0;
  }
  if (c >= '0' && c <= '9') return DigitEndsInConsonant(c);
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
    return LetterEndsInConsonant(c, before);
  }
  if (c == '%') return false;  // 퍼센트
  return std::nullopt;
}

}  // namespace

bool EndsInConsonant(std::string_view text) {
  while (!text.empty()) {
    const char32_t last = TakeLast(&text);
    if (const auto ending = Ending(last, text)) return *ending;
  }
  return false;
}

}  // namespace aicc
