#pragma once

#include <cstdint>
#include <vector>

#include "services/inference/domain/features.h"

namespace aicc::inference {

// What a text is found by: hashed terms, each with how much it counts.
struct SearchTerm {
  std::uint64_t hash;
  float weight;
};

// With repetitions, in the order of the text.
std::vector<SearchTerm> SearchTerms(const Message& message);

}  // namespace aicc::inference
