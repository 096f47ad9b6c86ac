#include "services/chatbot/domain/text.h"

namespace aicc::chatbot {
namespace {

// How many bytes the well-formed code point at the start of `text` has; 0 if
// there is none.
std::size_t CodePointLength(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto in = [](unsigned b, unsigned low, unsigned high) {
    return b >= low && b <= high;
  };
  const unsigned first = byte(0);
  if (text.empty()) return 0;
  if (first < 0x80) return 1;
  if (in(first, 0xC2, 0xDF)) return in(byte(1), 0x80, 0xBF) ? 2 : 0;
  if (in(first, 0xE0, 0xEF)) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return in(byte(1), low, high) && in(byte(2), 0x80, 0xBF) ? 3 : 0;
  }
  if (in(first, 0xF0, 0xF4)) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    return in(byte(1), low, high) && in(byte(2), 0x80, 0xBF) &&
                   in(byte(3), 0x80, 0xBF)
               ? 4
               : 0;
  }
  return 0;
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// `text` with each run of white space as one space, and none at the ends.
std::string Collapsed(std::string_view text) {
  std::string line;
  bool space = false;
  for (const char c : text) {
    if (IsSpace(c)) {
      space = true;
      continue;
    }
    if (space && !line.empty()) line.push_back(' ');
    space = false;
    line.push_back(c);
  }
  return line;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = CodePointLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string Shortened(std::string_view text, std::size_t code_points) {
  std::string line = Collapsed(text);
  std::size_t at = 0;
  std::size_t keep = 0;  // Where the last but one of the points allowed ends.
  for (std::size_t n = 0; at < line.size(); ++n) {
    if (n + 1 == code_points) keep = at;
    if (n == code_points) {
      // Between words, if there is such a place not far before.
      const std::size_t space = line.rfind(' ', keep);
      if (space != std::string::npos && space > keep / 2) keep = space;
      line.resize(keep);
      return line + "…";
    }
    at += CodePointLength(std::string_view(line).substr(at));
  }
  return line;
}

}  // namespace aicc::chatbot
