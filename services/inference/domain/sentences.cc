#include "services/inference/domain/sentences.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/inference/domain/turn_text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSentenceBytes = 4'096;
constexpr std::array<std::string_view, 6> kEnds{".",  "!",  "?",
                                                "。", "！", "？"};
constexpr std::array<std::string_view, 6> kClosers{"\"", "'", ")",
                                                   "]",  "”", "’"};

template <std::size_t N>
std::size_t Starting(std::string_view text,
                     const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// "1." is the number of an item, not a sentence.
bool IsItemNumber(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  return !text.empty() && text.size() <= 3 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> SentenceCutter::Next() {
  for (std::size_t at = 0; at < text_.size();) {
    const std::string_view rest = std::string_view(text_).substr(at);
    std::size_t mark = rest[0] == '\n' ? 1 : Starting(rest, kEnds);
    if (mark == 0 || (rest[0] == '.' &&
                      IsItemNumber(std::string_view(text_).substr(0, at)))) {
      ++at;
      continue;
    }
    std::size_t end = at + mark;
    while (end < text_.size()) {
      const std::string_view after = std::string_view(text_).substr(end);
      const std::size_t more =
          std::max(Starting(after, kEnds), Starting(after, kClosers));
      if (more == 0) break;
      end += more;
    }
    const bool certain =
        rest[0] == '\n' || (end < text_.size() && IsSpace(text_[end]));
    if (!certain && end < text_.size()) {
      at = end;  // "1.5", "kt.com"
      continue;
    }
    while (end < text_.size() && IsSpace(text_[end])) ++end;
    // More spaces may follow, and belong to this one.
    if (end == text_.size()) break;
    std::string sentence = text_.substr(0, end);
    text_.erase(0, end);
    return sentence;
  }
  if (text_.size() <= kMaxSentenceBytes) return std::nullopt;
  const auto cut = Shortened(text_, kMaxSentenceBytes).size();
  std::string sentence = text_.substr(0, cut);
  text_.erase(0, cut);
  return sentence;
}

std::string SentenceCutter::Rest() { return std::exchange(text_, {}); }

std::vector<std::string> CutSentences(std::string_view text) {
  SentenceCutter cutter;
  cutter.Feed(text);
  std::vector<std::string> sentences;
  while (auto sentence = cutter.Next()) {
    sentences.push_back(*std::move(sentence));
  }
  std::string rest = cutter.Rest();
  if (!rest.empty()) sentences.push_back(std::move(rest));
  return sentences;
}

}  // namespace aicc::inference
