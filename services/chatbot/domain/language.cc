#include "services/chatbot/domain/language.h"

namespace aicc::chatbot {
namespace {

// Fewer words may be a name: "eSIM", "5G Premium".
constexpr int kSentenceWords = 3;

bool IsLatinLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Hangul syllables, U+AC00 to U+D7A3, begin with these bytes in UTF-8.
bool BeginsHangul(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xEA && byte <= 0xED;
}

}  // namespace

std::string LanguageOf(std::string_view text, const std::string& contact) {
  int words = 0;
  bool in_word = false;
  for (const char c : text) {
    if (BeginsHangul(c)) return "ko";
    const bool letter = IsLatinLetter(c);
    if (letter && !in_word) ++words;
    in_word = letter || (in_word && c == '\'');
  }
  return words >= kSentenceWords ? "en" : contact;
}

}  // namespace aicc::chatbot
