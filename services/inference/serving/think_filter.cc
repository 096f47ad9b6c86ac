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

// How much of the end of `text` may be the beginning of a tag.
std::size_t MayBecomeTag(std::string_view text) {
  const std::size_t from = text.find_last_of("<[");
  if (from == std::string_view::npos) return 0;
  const std::string_view end = text.substr(from);
  const bool may = std::ranges::any_of(kTags, [&](const auto& tags) {
    return tags.opening.starts_with(end) || tags.closing.starts_with(end);
  });
  return may ? end.size() : 0;
}

}  // namespace

void ThinkFilter::Feed(std::string_view piece,
                       std::vector<ModelDelta>* deltas) {
  held_ += piece;
  while (TakeTag(deltas)) {
  }
  const std::size_t keep = MayBecomeTag(held_);
  Add(std::string_view(held_).substr(0, held_.size() - keep), deltas);
  held_.erase(0, held_.size() - keep);
}

// Takes what stands before the first tag, and the tag; false if there is none.
// A thought ends with the tag that belongs to the one that began it.
bool ThinkFilter::TakeTag(std::vector<ModelDelta>* deltas) {
  std::size_t at = std::string::npos;
  std::string_view first;
  const Tags* whose = nullptr;
  const auto look = [&](std::string_view tag, const Tags& tags) {
    const std::size_t found = held_.find(tag);
    if (found >= at) return;
    at = found;
    first = tag;
    whose = &tags;
  };
  for (const Tags& tags : kTags) {
    if (!thinking_) look(tags.opening, tags);
    if (!thinking_ || opened_ == nullptr || opened_ == &tags) {
      look(tags.closing, tags);
    }
  }
  if (whose == nullptr) return false;
  Add(std::string_view(held_).substr(0, at), deltas);
  held_.erase(0, at + first.size());
  const bool opens = first == whose->opening;
  if (!opens && !thinking_) Leak(deltas);
  thinking_ = opens;
  opened_ = opens ? whose : nullptr;
  begun_ = false;
  return true;
}

void ThinkFilter::ThoughtElsewhere() {
  if (opened_ == nullptr && held_.empty()) thinking_ = false;
}

void ThinkFilter::Leak(std::vector<ModelDelta>* deltas) {
  leaked_ = true;
  for (ModelDelta& delta : *deltas) {
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
  const auto kind =
      thinking_ ? ModelDelta::Kind::kThought : ModelDelta::Kind::kText;
  deltas->push_back({kind, std::string(text)});
}

void ThinkFilter::Finish(std::vector<ModelDelta>* deltas) {
  Add(std::exchange(held_, {}), deltas);
}

}  // namespace aicc::inference
