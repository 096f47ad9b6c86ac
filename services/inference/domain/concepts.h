#pragma once

#include <span>
#include <string_view>

namespace aicc::inference {

// Words of everyday service talk that mean about the same, in both languages,
// whatever the business: each text is one group, separated by commas. The
// lexicon treats them like the pack's own synonyms. Korean verbs are stems, as
// they stand at the beginning of a word.
std::span<const std::string_view> Concepts();

}  // namespace aicc::inference
