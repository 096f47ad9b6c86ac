#include "services/inference/domain/digit_groups.h"

#include <array>
#include <utility>

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxGroups = 8;
constexpr std::size_t kMaxSeparatorBytes = 12;

constexpr std::array<std::pair<std::string_view, char>, 12> kSpoken{{
    {"공", '0'},
    {"영", '0'},
    {"일", '1'},
    {"이", '2'},
    {"삼", '3'},
    {"사", '4'},
    {"오", '5'},
    {"육", '6'},
    {"륙", '6'},
    {"칠", '7'},
    {"팔", '8'},
    {"구", '9'},
}};
constexpr std::array<std::string_view, 5> kDictated{"다시", "국에", "에",
                                                    "하이픈", "대시"};
constexpr std::array<std::string_view, 7> kHyphens{"-", "‐", "‑", "–",
                                                   "—", "−", "ㅡ"};
constexpr std::array<std::string_view, 6> kPoints{".", ")", "(", "·", "/", "_"};

struct Digit {
  char value = 0;
  std::size_t bytes = 0;  // 0: no digit.
  bool spoken = false;
};

Digit DigitAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (text[at] >= '0' && text[at] <= '9') return {text[at], 1, false};
  const std::string_view three = text.substr(at, 3);
  // Full-width digits are U+FF10 to U+FF19.
  if (three.starts_with("\xEF\xBC") && three.size() == 3) {
    const int value = static_cast<unsigned char>(three[2]) - 0x90;
    if (value >= 0 && value <= 9) {
      return {static_cast<char>('0' + value), 3, false};
    }
  }
  for (const auto& [syllable, value] : kSpoken) {
    if (three == syllable) return {value, 3, true};
  }
  return {};
}

template <std::size_t N>
std::size_t Starting(std::string_view text,
                     const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

// Takes one group; there is a digit at `at`.
DigitGroup Take(std::string_view text, std::size_t at) {
  DigitGroup group;
  group.begin = at;
  for (;;) {
    const Digit digit = DigitAt(text, at);
    if (digit.bytes == 0) break;
    group.digits += digit.value;
    group.spoken = group.spoken || digit.spoken;
    at += digit.bytes;
  }
  group.end = at;
  return group;
}

struct Separator {
  std::size_t bytes = 0;
  bool hyphen = false;
  bool space = false;
};

// Spaces, one mark or dictated word, spaces.
Separator SeparatorAt(std::string_view text, std::size_t at) {
  Separator separator;
  bool marked = false;
  while (separator.bytes < kMaxSeparatorBytes) {
    const std::string_view rest =
        text.substr(std::min(text.size(), at + separator.bytes));
    if (rest.starts_with(' ')) {
      separator.space = true;
      ++separator.bytes;
      continue;
    }
    if (marked) break;
    const std::size_t hyphen = Starting(rest, kHyphens);
    const std::size_t other = hyphen > 0 ? hyphen
                                         : std::max(Starting(rest, kPoints),
                                                    Starting(rest, kDictated));
    if (other == 0) break;
    marked = true;
    separator.hyphen = hyphen > 0;
    separator.bytes += other;
  }
  return separator;
}

bool IsHangulBytes(std::string_view three) {
  if (three.size() != 3) return false;
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(three[i]);
  };
  if ((byte(0) & 0xF0) != 0xE0) return false;
  const int code =
      (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return code >= 0xAC00 && code <= 0xD7A3;
}

}  // namespace

std::vector<DigitGroup> DigitGroupsAt(std::string_view text, std::size_t at) {
  std::vector<DigitGroup> groups;
  if (DigitAt(text, at).bytes == 0) return groups;
  groups.push_back(Take(text, at));
  while (groups.size() < kMaxGroups) {
    const std::size_t end = groups.back().end;
    const Separator separator = SeparatorAt(text, end);
    if (separator.bytes == 0) break;
    if (DigitAt(text, end + separator.bytes).bytes == 0) break;
    groups.push_back(Take(text, end + separator.bytes));
    groups.back().hyphen = separator.hyphen;
    groups.back().space = separator.space;
  }
  return groups;
}

bool HangulAt(std::string_view text, std::size_t at) {
  return at < text.size() && IsHangulBytes(text.substr(at, 3));
}

bool HangulBefore(std::string_view text, std::size_t at) {
  return at >= 3 && IsHangulBytes(text.substr(at - 3, 3));
}

}  // namespace aicc::inference
