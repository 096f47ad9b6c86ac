#include "common/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace aicc {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
// More marks than this on one letter are noise, and sorting them is quadratic.
constexpr std::size_t kMaxCluster = 16;

// Length of the valid sequence at the front of `bytes`, 0 if there is none.
std::size_t DecodeOne(std::string_view bytes, char32_t* code) {
  utf8proc_int32_t decoded = -1;
  const auto length = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
      static_cast<utf8proc_ssize_t>(std::min<std::size_t>(bytes.size(), 4)),
      &decoded);
  if (length <= 0 || decoded < 0) return 0;
  *code = static_cast<char32_t>(decoded);
  return static_cast<std::size_t>(length);
}

utf8proc_category_t CategoryOf(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool IsCompatibilityJamo(char32_t c) { return c >= 0x3131 && c <= 0x318E; }
bool IsConjoiningJamo(char32_t c) { return c >= 0x1100 && c <= 0x11FF; }

// A code point that belongs to the letter before it.
bool Extends(char32_t c) {
  if (c < 0x300) return false;
  if (c >= 0x1160 && c <= 0x11FF) return true;  // Vowel or final jamo.
  const auto category = CategoryOf(c);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool IsSpaceOrControl(char32_t c) {
  switch (CategoryOf(c)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return true;
    default:
      return false;
  }
}

// What is the same after folding, by far the most of Korean and English.
bool FoldSimple(char32_t c, char32_t* folded) {
  if (c < 0x80) {
    *folded = c < 0x20 || c == 0x7F    ? U' '
              : c >= U'A' && c <= U'Z' ? c + 32
                                       : c;
    return true;
  }
  *folded = c;
  if (c == 0x2018 || c == 0x2019) *folded = U'\'';
  if (c == 0x201C || c == 0x201D) *folded = U'"';
  // NFKC would turn a lone ㅋ into a conjoining jamo.
  return *folded != c || IsHangulSyllable(c) || IsCompatibilityJamo(c);
}

// ٣ and ३ are 3: the digits of a script follow one another.
char32_t AsciiDigit(char32_t c) {
  const auto is_digit = [](char32_t code) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code)) ==
           UTF8PROC_CATEGORY_ND;
  };
  if (c < 0x80 || !is_digit(c)) return c;
  char32_t value = 0;
  while (value < 9 && is_digit(c - 1 - value)) ++value;
  return U'0' + value;
}

Codes FoldCluster(CodesView cluster) {
  const std::string utf8 = EncodeUtf8(cluster);
  int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
  if (!IsConjoiningJamo(cluster[0])) options |= UTF8PROC_STRIPMARK;
  utf8proc_uint8_t* mapped = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                   static_cast<utf8proc_ssize_t>(utf8.size()), &mapped,
                   static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(
      mapped, &std::free);
  if (size < 0) return Codes(1, kReplacement);
  Codes folded = DecodeUtf8(
      {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)},
      static_cast<std::size_t>(size));
  for (char32_t& c : folded) {
    c = IsSpaceOrControl(c) ? U' ' : AsciiDigit(c);
  }
  return folded;
}

Script ScriptOf(char32_t c) {
  if (IsHangul(c)) return Script::kHangul;
  if (IsDigit(c)) return Script::kDigits;
  if (IsLatin(c)) return Script::kLatin;
  return Script::kOther;
}

bool IsAlnum(Script script) {
  return script == Script::kLatin || script == Script::kDigits;
}

// True if `c` may stand inside a Latin or number token, between `before` and
// `after`: the comma of 11,000, the point of 1.5, the apostrophe of don't, the
// hyphen of e-sim and wi-fi (but not of sign-up): a short part before it.
bool Joins(CodesView text, std::size_t at, std::size_t begin) {
  const char32_t c = text[at];
  if (at + 1 >= text.size()) return false;
  const char32_t before = text[at - 1];
  const char32_t after = text[at + 1];
  if (c == U',' || c == U'.') return IsDigit(before) && IsDigit(after);
  if (c == U'\'') return IsLatin(before) && IsLatin(after);
  return c == U'-' && IsLatin(before) && IsLatin(after) && at - begin <= 2;
}

Token TakeLatin(CodesView text, std::size_t begin) {
  Token token;
  token.script = Script::kDigits;
  std::size_t at = begin;
  for (; at < text.size(); ++at) {
    const Script script = ScriptOf(text[at]);
    if (IsAlnum(script)) {
      if (script == Script::kLatin) token.script = Script::kLatin;
      token.text += text[at];
    } else if (!Joins(text, at, begin)) {
      break;
    } else if (text[at] == U'.') {
      token.text += U'.';
    }
  }
  token.end = static_cast<int>(at);
  return token;
}

// Without the genitive: "plan's" was read as "plans".
void DropGenitive(CodesView text, Token* token) {
  if (token->end - token->begin < 3) return;
  const auto tail = text.substr(static_cast<std::size_t>(token->end) - 2, 2);
  if (tail == U"'s") token->text.pop_back();
}

}  // namespace

Codes DecodeUtf8(std::string_view utf8, std::size_t limit) {
  Codes codes;
  codes.reserve(std::min(utf8.size(), limit));
  while (!utf8.empty() && codes.size() < limit) {
    char32_t code = kReplacement;
    const std::size_t length = DecodeOne(utf8, &code);
    codes += length == 0 ? kReplacement : code;
    utf8.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return codes;
}

std::string EncodeUtf8(CodesView codes) {
  std::string utf8;
  utf8.reserve(codes.size() * 3);
  for (const char32_t code : codes) {
    utf8proc_uint8_t bytes[4];
    const auto valid =
        utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code));
    const auto length = utf8proc_encode_char(
        static_cast<utf8proc_int32_t>(valid ? code : kReplacement), bytes);
    utf8.append(reinterpret_cast<const char*>(bytes),
                static_cast<std::size_t>(length));
  }
  return utf8;
}

std::size_t FindInvalidUtf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    char32_t code = 0;
    const std::size_t length = DecodeOne(bytes.substr(at), &code);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

Folded Fold(CodesView original) {
  Folded folded;
  folded.text.reserve(original.size());
  for (std::size_t at = 0; at < original.size();) {
    std::size_t end = at + 1;
    while (end < original.size() && end - at < kMaxCluster &&
           Extends(original[end])) {
      ++end;
    }
    char32_t simple = 0;
    if (end == at + 1 && FoldSimple(original[at], &simple)) {
      folded.text += simple;
    } else {
      folded.text += FoldCluster(original.substr(at, end - at));
    }
    folded.start.resize(folded.text.size(), static_cast<int>(at));
    folded.end.resize(folded.text.size(), static_cast<int>(end));
    at = end;
  }
  return folded;
}

Codes FoldText(std::string_view utf8) {
  return Fold(DecodeUtf8(utf8, utf8.size())).text;
}

std::vector<Token> Tokenize(CodesView folded) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < folded.size();) {
    if (!IsWordCode(folded[at])) {
      ++at;
      continue;
    }
    const Script script = ScriptOf(folded[at]);
    Token token;
    if (IsAlnum(script)) {
      token = TakeLatin(folded, at);
      token.begin = static_cast<int>(at);
      DropGenitive(folded, &token);
    } else {
      std::size_t end = at;
      while (end < folded.size() && IsWordCode(folded[end]) &&
             ScriptOf(folded[end]) == script) {
        ++end;
      }
      token = {Codes(folded.substr(at, end - at)), script, static_cast<int>(at),
               static_cast<int>(end)};
    }
    at = static_cast<std::size_t>(token.end);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

bool IsHangulSyllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

bool IsHangul(char32_t c) {
  return IsHangulSyllable(c) || IsCompatibilityJamo(c) || IsConjoiningJamo(c);
}

bool IsLatin(char32_t c) {
  if (c < 0x80) return c >= U'a' && c <= U'z';
  return c >= 0xDF && c <= 0x24F && c != 0xF7;
}

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool IsWordCode(char32_t c) {
  if (c < 0x80) return IsLatin(c) || IsDigit(c);
  if (IsHangul(c)) return true;
  const auto category = CategoryOf(c);
  return (category >= UTF8PROC_CATEGORY_LU &&
          category <= UTF8PROC_CATEGORY_LO) ||
         category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

std::string DetectLocale(CodesView folded) {
  const auto hangul = std::ranges::count_if(folded, IsHangul);
  const auto latin = std::ranges::count_if(folded, IsLatin);
  // A Hangul syllable says about as much as three Latin letters, and Korean
  // is full of Latin product names, hardly the other way round.
  return hangul > 0 && hangul * 5 >= latin ? "ko" : "en";
}

Codes WithoutSpaces(CodesView folded, std::vector<int>* origin) {
  Codes text;
  origin->clear();
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] == U' ') continue;
    text += folded[i];
    origin->push_back(static_cast<int>(i));
  }
  return text;
}

}  // namespace aicc
