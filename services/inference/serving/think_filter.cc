#include "services/inference/serving/think_filter.h"

#include <array>
#include <utility>

namespace aicc::inference {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kTags{
    {{"<think>", "</think>"}, {"<thought>", "</thought>"}}};
constexpr std::string_view kSpaces = " \t\r\n";

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  return begin == std::string_view::npos ? "" : text.substr(begin);
}

}  // namespace

std::string ThinkFilter::Feed(std::string_view piece) {
  if (state_ == State::kAnswer) return std::string(piece);
  held_ += piece;
  if (state_ == State::kFront) {
    const std::string_view front = Trimmed(held_);
    bool undecided = front.empty();
    for (const auto& [opening, closing] : kTags) {
      if (opening.starts_with(front)) undecided = true;
      if (!front.starts_with(opening)) continue;
      state_ = State::kThinking;
      closing_ = closing;
    }
    if (state_ == State::kFront) {
      if (undecided) return {};
      state_ = State::kAnswer;
      const std::string answer(front);
      held_.clear();
      return answer;
    }
  }
  const std::size_t end = held_.find(closing_);
  if (end == std::string::npos) {
    // Enough to recognise a closing tag that is cut in two.
    if (held_.size() > closing_.size()) {
      held_.erase(0, held_.size() - closing_.size());
    }
    return {};
  }
  // Spaces after a thought belong to it.
  const std::string rest(
      Trimmed(std::string_view(held_).substr(end + closing_.size())));
  held_.clear();
  state_ = rest.empty() ? State::kFront : State::kAnswer;
  return rest;
}

std::string ThinkFilter::Finish() {
  const bool answer = state_ != State::kThinking;
  state_ = State::kAnswer;
  return answer ? std::exchange(held_, {}) : std::string();
}

}  // namespace aicc::inference
