#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/engine.h"

namespace aicc::inference {

// How far a sentence rests on passages.
struct Grounding {
  // Of the parts of the sentence that say something, the share found in the
  // passages or, numbers aside, in the question; 0 to 1. 1 if it says nothing
  // that could be wrong ("무엇을 더 도와드릴까요?").
  double share = 1;
  // Numbers that no passage has. One is enough to make a price wrong.
  int unknown_numbers = 0;
  // The passage it rests on most, by its place; none if on none in particular.
  std::optional<std::size_t> passage;
};

// Compares what a model wrote with what it was given. Words are compared by the
// stems of Latin ones and by pairs of syllables of Hangul ones, because endings
// and particles differ where the facts do not. Immutable; any thread may use
// it.
class Evidence {
 public:
  Evidence(const std::vector<Passage>& passages, std::string_view question);

  Grounding Check(std::string_view sentence) const;

 private:
  using Parts = std::set<std::u32string>;

  std::vector<Parts> passages_;
  Parts question_;  // Without numbers: a customer's figure proves nothing.
};

}  // namespace aicc::inference
