#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aicc {

// Text in Korean and English, folded and cut into words. All functions take any
// input at all and run in time linear in it; none throws but for memory.

// One element per Unicode code point.
using Codes = std::u32string;
using CodesView = std::u32string_view;

// The first `limit` code points of `utf8`. A byte that is not part of valid
// UTF-8 becomes U+FFFD.
Codes DecodeUtf8(std::string_view utf8, std::size_t limit);

std::string EncodeUtf8(CodesView codes);

// Byte offset of the first byte that is not valid UTF-8; npos if there is none.
std::size_t FindInvalidUtf8(std::string_view bytes);

// A text in one canonical form: composed (NFKC), lower case, no accents on
// Latin letters, every kind of space and control a plain space, quotes
// straight.
struct Folded {
  Codes text;
  // For each element of `text` the code points [start, end) of the original.
  std::vector<int> start;
  std::vector<int> end;
};

Folded Fold(CodesView original);

// Fold() of all of `utf8`, without the way back.
Codes FoldText(std::string_view utf8);

enum class Script { kHangul, kLatin, kDigits, kOther };

// A run of letters and digits: Hangul, or Latin with digits (`5g`), or digits
// alone (`11,000` is `11000`), or letters of another script.
struct Token {
  Codes text;
  Script script = Script::kOther;
  int begin = 0;  // In the folded text.
  int end = 0;
};

std::vector<Token> Tokenize(CodesView folded);

bool IsHangul(char32_t c);          // Syllables and jamo.
bool IsHangulSyllable(char32_t c);  // 가 to 힣
bool IsLatin(char32_t c);           // Folded letters only, no digits.
bool IsDigit(char32_t c);           // 0 to 9.
bool IsWordCode(char32_t c);        // Letter, mark or digit of any script.

// "ko" if the folded text has Hangul worth speaking of, else "en".
std::string DetectLocale(CodesView folded);

// `folded` without spaces; `origin[i]` is where its i-th element was.
Codes WithoutSpaces(CodesView folded, std::vector<int>* origin);

}  // namespace aicc
