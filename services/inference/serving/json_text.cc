#include "services/inference/serving/json_text.h"

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>

namespace aicc::inference {
namespace {

bool IsPlain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

// True if all eight bytes of `word` are plain. Of each byte the highest bit is
// looked at of a difference that borrows: below 0x20, or equal.
bool ArePlain(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = 0x8080808080808080;
  const std::uint64_t quote = word ^ (kOnes * '"');
  const std::uint64_t slash = word ^ (kOnes * '\\');
  const std::uint64_t odd = ((word - kOnes * 0x20) & ~word) |
                            ((quote - kOnes) & ~quote) |
                            ((slash - kOnes) & ~slash);
  return (odd & kHighs) == 0;
}

// Where the next character is that is not plain, from `at` on; or the end.
std::size_t PlainUntil(std::string_view text, std::size_t at) {
  while (text.size() - at >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if (!ArePlain(word)) break;
    at += 8;
  }
  while (at < text.size() && IsPlain(text[at])) ++at;
  return at;
}

void AppendEscaped(char c, std::string* json) {
  switch (c) {
    case '"':
      *json += "\\\"";
      return;
    case '\\':
      *json += "\\\\";
      return;
    case '\n':
      *json += "\\n";
      return;
    case '\r':
      *json += "\\r";
      return;
    case '\t':
      *json += "\\t";
      return;
    default:
      break;
  }
  char code[8];
  std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned char>(c));
  *json += code;
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* json) {
  *json += '"';
  std::size_t from = 0;
  for (std::size_t at = PlainUntil(text, 0); at < text.size();
       at = PlainUntil(text, from)) {
    json->append(text, from, at - from);
    AppendEscaped(text[at], json);
    from = at + 1;
  }
  json->append(text, from);
  *json += '"';
}

std::string* JsonFields::Add(std::string_view name) {
  if (!std::exchange(first_, false)) json_ += ',';
  if (names_ != nullptr) names_->push_back(name);
  AppendJsonString(name, &json_);
  json_ += ':';
  return &json_;
}

void JsonFields::Add(std::string_view name, std::string_view text) {
  AppendJsonString(text, Add(name));
}

void JsonFields::Add(std::string_view name, double number) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  Add(name)->append(text, end);
}

void JsonFields::Add(std::string_view name, std::int64_t number) {
  Add(name)->append(std::to_string(number));
}

}  // namespace aicc::inference
