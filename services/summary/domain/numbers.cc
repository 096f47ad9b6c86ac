#include "services/summary/domain/numbers.h"

#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

// Larger numbers are taken digit by digit, without multipliers.
constexpr std::size_t kMaxDigits = 10;
constexpr std::size_t kShortestSecret = 9;

bool IsDigit(std::string_view text, std::size_t at) {
  return at < text.size() &&
         std::isdigit(static_cast<unsigned char>(text[at])) != 0;
}

constexpr std::array kMultipliers =
    std::to_array<std::pair<std::string_view, std::uint64_t>>(
        {{"억", 100'000'000}, {"만", 10'000}, {"천", 1'000}, {"백", 100}});

constexpr std::array kEnglish =
    std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"two", "2"},       {"three", "3"},      {"four", "4"},
         {"five", "5"},      {"six", "6"},        {"seven", "7"},
         {"eight", "8"},     {"nine", "9"},       {"ten", "10"},
         {"eleven", "11"},   {"twelve", "12"},    {"fifteen", "15"},
         {"twenty", "20"},   {"thirty", "30"},    {"forty", "40"},
         {"fifty", "50"},    {"sixty", "60"},     {"ninety", "90"},
         {"hundred", "100"}, {"thousand", "1000"}});

// Longer ones first: "열두" is not "열".
constexpr std::array kKorean =
    std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"열한", "11"},
         {"열두", "12"},
         {"다섯", "5"},
         {"여섯", "6"},
         {"일곱", "7"},
         {"여덟", "8"},
         {"아홉", "9"},
         {"한", "1"},
         {"두", "2"},
         {"세", "3"},
         {"네", "4"},
         {"열", "10"}});

constexpr std::array kCounters = std::to_array<std::string_view>(
    {"시", "개", "달", "명", "가지", "시간", "건", "회선"});

// Reads digits with grouping commas and a decimal point, moving `*at` past
// them.
std::string ReadDigits(std::string_view text, std::size_t* at) {
  std::string digits;
  while (*at < text.size()) {
    if (IsDigit(text, *at)) {
      digits += text[(*at)++];
    } else if (text[*at] == ',' && IsDigit(text, *at + 1)) {
      ++*at;
    } else if (text[*at] == '.' && IsDigit(text, *at + 1) &&
               digits.find('.') == std::string::npos) {
      digits += text[(*at)++];
    } else {
      break;
    }
  }
  while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') {
    digits.erase(0, 1);
  }
  return digits;
}

// The multiplier at `*at`, moving past it; 0 if there is none.
std::uint64_t ReadMultiplier(std::string_view text, std::size_t* at) {
  for (const auto& [word, factor] : kMultipliers) {
    if (text.substr(*at).starts_with(word)) {
      *at += word.size();
      return factor;
    }
  }
  return 0;
}

// Reads "3", "3만", "3만 5천" or "11,000" at `*at`.
void ReadNumber(std::string_view text, std::size_t* at, Numbers* out) {
  // Unsigned: an endless chain of amounts may wrap round, and do no harm.
  std::uint64_t total = 0;
  bool multiplied = false;
  for (;;) {
    const std::string digits = ReadDigits(text, at);
    const bool whole =
        digits.size() <= kMaxDigits && digits.find('.') == std::string::npos;
    const std::uint64_t factor = whole ? ReadMultiplier(text, at) : 0;
    if (factor == 0) {
      if (!multiplied) {
        out->values.insert(digits);
        return;
      }
      // The 500 of "3만 500".
      out->parts.insert(digits);
      if (whole) total += std::stoull(digits);
      break;
    }
    multiplied = true;
    out->parts.insert(digits);
    total += std::stoull(digits) * factor;
    std::size_t next = *at;
    if (next < text.size() && text[next] == ' ') ++next;
    if (!IsDigit(text, next)) break;
    *at = next;
  }
  out->values.insert(std::to_string(total));
}

bool StartsWithCounter(std::string_view word) {
  for (const std::string_view counter : kCounters) {
    if (word.starts_with(counter)) return true;
  }
  return false;
}

void ReadNumberWords(std::string_view text, Numbers* out) {
  const std::vector<std::string> words = Words(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const auto& [word, digits] : kEnglish) {
      if (words[i] == word) out->values.emplace(digits);
    }
    for (const auto& [word, digits] : kKorean) {
      if (!words[i].starts_with(word)) continue;
      const std::string_view rest =
          std::string_view(words[i]).substr(word.size());
      const bool apart = rest.empty() && i + 1 < words.size() &&
                         StartsWithCounter(words[i + 1]);
      if (apart || StartsWithCounter(rest)) out->values.emplace(digits);
      break;
    }
  }
}

// A run of groups of digits with one '-' or ' ' between two of them.
struct Run {
  std::vector<std::pair<std::size_t, std::size_t>> groups;  // [begin, end)
  std::size_t digits = 0;
  std::size_t end = 0;
};

Run ReadRun(std::string_view text, std::size_t at) {
  Run run;
  for (;;) {
    const std::size_t begin = at;
    while (IsDigit(text, at)) ++at;
    run.groups.emplace_back(begin, at);
    run.digits += at - begin;
    run.end = at;
    if (at >= text.size() || (text[at] != '-' && text[at] != ' ') ||
        !IsDigit(text, at + 1)) {
      return run;
    }
    ++at;
  }
}

std::string DigitsOf(std::string_view text, const Run& run) {
  std::string digits;
  for (const auto& [begin, end] : run.groups) {
    digits += text.substr(begin, end - begin);
  }
  return digits;
}

bool IsSecret(const Run& run) {
  if (run.digits < kShortestSecret) return false;
  for (const auto& [begin, end] : run.groups) {
    if (end - begin < 2) return false;
  }
  // "2026-11-19 14" is a date: no telephone number has a last group of two.
  return run.groups.back().second - run.groups.back().first >= 3;
}

}  // namespace

Numbers NumbersIn(std::string_view text) {
  Numbers out;
  for (std::size_t at = 0; at < text.size();) {
    if (IsDigit(text, at)) {
      ReadNumber(text, &at, &out);
    } else {
      ++at;
    }
  }
  ReadNumberWords(text, &out);
  return out;
}

std::set<std::string> LongNumbersIn(std::string_view text) {
  std::set<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!IsDigit(text, at)) {
      ++at;
      continue;
    }
    const Run run = ReadRun(text, at);
    at = run.end;
    if (IsSecret(run)) out.insert(DigitsOf(text, run));
  }
  return out;
}

std::string MaskNumbers(std::string_view text,
                        const std::set<std::string>& known) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size();) {
    if (!IsDigit(text, at)) {
      ++at;
      continue;
    }
    const Run run = ReadRun(text, at);
    at = run.end;
    if (!IsSecret(run) || known.contains(DigitsOf(text, run))) continue;
    // A resident registration number is six digits and seven: all of it goes.
    const bool resident = run.groups.size() == 2 && run.digits == 13;
    std::size_t left = run.digits;
    for (std::size_t g = 0; g < run.groups.size(); ++g) {
      for (std::size_t i = run.groups[g].first; i < run.groups[g].second;
           ++i, --left) {
        const bool prefix = g == 0 && run.groups.size() == 3;
        if (resident || (!prefix && left > 4)) out[i] = '*';
      }
    }
  }
  return out;
}

}  // namespace aicc::summary
