#include "services/inference/serving/think_filter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aicc::inference {
namespace {

struct Tag {
  std::string_view text;
  bool opens;
};
constexpr std::array<Tag, 4> kTags{{{"<think>", true},
                                    {"</think>", false},
                                    {"<thought>", true},
                                    {"</thought>", false}}};
constexpr std::string_view kSpaces = " \t\r\n";

// How much of the end of `text` may be the beginning of a tag.
std::size_t MayBecomeTag(std::string_view text) {
  const std::size_t from = text.rfind('<');
  if (from == std::string_view::npos) return 0;
  const std::string_view end = text.substr(from);
  const bool may = std::ranges::any_of(
      kTags, [&](const Tag& tag) { return tag.text.starts_with(end); });
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
bool ThinkFilter::TakeTag(std::vector<ModelDelta>* deltas) {
  std::size_t at = std::string::npos;
  const Tag* first = nullptr;
  for (const Tag& tag : kTags) {
    const std::size_t found = held_.find(tag.text);
    if (found < at) {
      at = found;
      first = &tag;
    }
  }
  if (first == nullptr) return false;
  Add(std::string_view(held_).substr(0, at), deltas);
  held_.erase(0, at + first->text.size());
  if (!first->opens && !thinking_) {
    leaked_ = true;
    for (ModelDelta& delta : *deltas) {
      if (delta.kind == ModelDelta::Kind::kText) {
        delta.kind = ModelDelta::Kind::kThought;
      }
    }
  }
  thinking_ = first->opens;
  begun_ = false;
  return true;
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
