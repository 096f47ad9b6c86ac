#include "services/inference/domain/splice.h"

#include <algorithm>
#include <utility>

#include "services/inference/domain/personal_data.h"

namespace aicc::inference {
namespace {

// So much of the same is no chance.
constexpr std::size_t kSame = 24;
constexpr std::size_t kLastWords = 60;
constexpr std::size_t kLooked = 512;  // Of what was said, for data.
// The last words, and some spaces and quotes before them.
constexpr std::size_t kHead = 96;
constexpr std::string_view kBefore = " \t\r\n\"'";

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBefore);
  return begin == std::string_view::npos ? "" : text.substr(begin);
}

bool IsInside(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;  // Of a character.
}

// How much of the beginning of `head` the end of `said` is; 0 if too little to
// tell.
std::size_t Overlap(std::string_view said, std::string_view head) {
  const std::size_t least = std::min(kSame, LastWords(said).size());
  for (std::size_t size = std::min(said.size(), head.size()); size >= least;
       --size) {
    if (size == 0) break;
    if (said.ends_with(head.substr(0, size))) return size;
  }
  return 0;
}

// `from`, or the beginning of what it would cut in two: half of a number is one
// that nobody recognises.
std::size_t BeforePersonalData(std::string_view said, std::size_t from) {
  const std::size_t begin = said.size() > kLooked ? said.size() - kLooked : 0;
  std::size_t whole = begin;
  while (whole < said.size() && IsInside(said[whole])) ++whole;
  for (const PersonalData& data : FindPersonalData(said.substr(whole))) {
    if (whole + data.begin < from && from < whole + data.end) {
      return whole + data.begin;
    }
  }
  return from;
}

}  // namespace

std::string_view LastWords(std::string_view said) {
  std::size_t from = said.size() > kLastWords ? said.size() - kLastWords : 0;
  while (from < said.size() && IsInside(said[from])) ++from;
  // From the beginning of a word, if there is one.
  const std::size_t space = said.find(' ', from);
  if (from > 0 && space != std::string_view::npos &&
      said.size() - space > kSame + 1) {
    from = space + 1;
  }
  return said.substr(BeforePersonalData(said, from));
}

Splice::Splice(std::string said, bool goes_on)
    : said_(Trimmed(said)), goes_on_(goes_on) {}

std::optional<std::string> Splice::Feed(std::string_view piece) {
  if (state_ == State::kMisfit) return std::nullopt;
  if (state_ == State::kJoined) return std::string(piece);
  held_ += piece;
  return state_ == State::kAnew ? Again() : Decide(false);
}

std::optional<std::string> Splice::Finish() {
  if (state_ == State::kHead) return Decide(true);
  const bool fits = state_ == State::kJoined;
  state_ = fits ? State::kJoined : State::kMisfit;
  if (!fits) return std::nullopt;
  return std::exchange(held_, {});
}

// Looks at how it begins.
std::optional<std::string> Splice::Decide(bool ended) {
  const std::string_view head = Trimmed(held_);
  const std::size_t same = std::min(kSame, said_.size());
  const bool may_be_anew =
      said_.starts_with(head.substr(0, same)) && !head.empty();
  if (may_be_anew && head.size() >= same) {
    state_ = State::kAnew;
    held_ = std::string(head);
    return Again();
  }
  if (!ended && (head.empty() || may_be_anew)) return std::string();
  if (!ended && head.size() < kHead) return std::string();
  // Of no more, or it would depend on how the text was cut.
  const std::size_t overlap = Overlap(said_, head.substr(0, kHead));
  if (goes_on_ && overlap < kSame) {
    state_ = State::kJoined;
    return std::exchange(held_, {});
  }
  if (overlap == 0) {
    state_ = State::kMisfit;
    return std::nullopt;
  }
  state_ = State::kJoined;
  std::string rest(head.substr(overlap));
  held_.clear();
  return rest;
}

// Takes what was said before, and gives what comes after it.
std::optional<std::string> Splice::Again() {
  const std::size_t size = std::min(held_.size(), said_.size() - again_);
  const std::string_view now = std::string_view(held_).substr(0, size);
  if (std::string_view(said_).substr(again_, size) != now) {
    state_ = State::kMisfit;
    return std::nullopt;
  }
  again_ += size;
  held_.erase(0, size);
  if (again_ < said_.size()) return std::string();
  state_ = State::kJoined;
  return std::exchange(held_, {});
}

}  // namespace aicc::inference
