#include "services/inference/serving/think_filter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aicc::inference {
namespace {

constexpr std::array<ThinkFilter::Tags, 3> kTags{{{"<think>", "</think>"},
                                                  {"<thought>", "</thought>"},
                                                  {"[THINK]", "[/THINK]"}}};
constexpr std::string_view kSpaces = " \t\r\n";

}  // namespace

// What may be a tag at the beginning of `text`.
ThinkFilter::Tag ThinkFilter::TagAt(std::string_view text) const {
  Tag tag;
  for (const Tags& tags : kTags) {
    // A thought ends with the tag that belongs to the one that began it.
    const bool may_close = !thinking_ || opened_ == nullptr || opened_ == &tags;
    if (!thinking_ && text.starts_with(tags.opening)) {
      return {&tags, tags.opening.size(), true, false};
    }
    if (may_close && text.starts_with(tags.closing)) {
      return {&tags, tags.closing.size(), false, false};
    }
    if ((!thinking_ && tags.opening.starts_with(text)) ||
        (may_close && tags.closing.starts_with(text))) {
      tag.incomplete = true;
    }
  }
  return tag;
}

// At the beginning of a text: true once it is clear whether it opens a thought.
bool ThinkFilter::Decide() {
  const std::size_t begin = held_.find_first_not_of(kSpaces);
  if (begin == std::string::npos) {
    if (!begun_) held_.clear();
    return false;
  }
  const Tag tag = TagAt(std::string_view(held_).substr(begin));
  if (tag.incomplete) return false;
  opened_by_prompt_ = Opened::kNo;
  holding_ = tag.tags == nullptr || !tag.opens;
  thinking_ = holding_;
  return true;
}

void ThinkFilter::Feed(std::string_view piece,
                       std::vector<ModelDelta>* deltas) {
  if (opened_by_prompt_ == Opened::kPerhaps) {
    held_ += piece;
    if (!Decide()) return;
    piece = {};
  }
  // Nearly all that models say.
  if (held_.empty() && !piece.contains('<') && !piece.contains('[')) {
    Add(piece, deltas);
    return;
  }
  held_ += piece;
  const std::string_view text = held_;
  std::size_t from = 0;  // What has not been given.
  std::size_t at = text.find_first_of("<[");
  while (at != std::string_view::npos) {
    const Tag tag = TagAt(text.substr(at));
    if (tag.incomplete) break;
    if (tag.tags != nullptr) {
      Add(text.substr(from, at - from), deltas);
      Pass(tag, deltas);
      from = at + tag.size;
    }
    at = text.find_first_of("<[", at + std::max<std::size_t>(tag.size, 1));
  }
  const std::size_t end = std::min(at, text.size());
  Add(text.substr(from, end - from), deltas);
  held_.erase(0, end);
}

// Goes on behind a tag.
void ThinkFilter::Pass(const Tag& tag, std::vector<ModelDelta>* deltas) {
  if (!tag.opens && !thinking_) Leak(deltas);
  if (std::exchange(holding_, false) && !maybe_.empty()) {
    deltas->push_back({ModelDelta::Kind::kThought, std::exchange(maybe_, {})});
  }
  thinking_ = tag.opens;
  opened_ = tag.opens ? tag.tags : nullptr;
  begun_ = false;
}

void ThinkFilter::ThoughtElsewhere() {
  if (opened_ == nullptr && held_.empty()) thinking_ = false;
  opened_by_prompt_ = Opened::kNo;
}

// What was taken for text was a thought: all that is in `*deltas` still, each
// looked at once.
void ThinkFilter::Leak(std::vector<ModelDelta>* deltas) {
  leaked_ = true;
  for (; put_right_ < deltas->size(); ++put_right_) {
    ModelDelta& delta = (*deltas)[put_right_];
    if (delta.kind == ModelDelta::Kind::kText) {
      delta.kind = ModelDelta::Kind::kThought;
    }
  }
}

void ThinkFilter::Add(std::string_view text, std::vector<ModelDelta>* deltas) {
  if (!begun_) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  }
  if (text.empty()) return;
  begun_ = true;
  if (holding_) {
    maybe_ += text;
    return;
  }
  const auto kind =
      thinking_ ? ModelDelta::Kind::kThought : ModelDelta::Kind::kText;
  deltas->push_back({kind, std::string(text)});
}

void ThinkFilter::Finish(std::vector<ModelDelta>* deltas) {
  opened_by_prompt_ = Opened::kNo;
  if (holding_) {
    maybe_ += std::exchange(held_, {});
    deltas->push_back({ModelDelta::Kind::kText, std::exchange(maybe_, {})});
    holding_ = false;
    return;
  }
  Add(std::exchange(held_, {}), deltas);
}

}  // namespace aicc::inference
