#pragma once

#include <span>
#include <string>
#include <string_view>

namespace aicc::summary {

// Looks for phrases in one sentence. English ones are in lower case and without
// apostrophes; they stand between spaces, where a '*' at the end means any
// ending. One with an apostrophe, and a Korean one, may stand anywhere, as
// Korean endings vary.
//
// The sentence must outlive it.
class PhraseFinder {
 public:
  explicit PhraseFinder(std::string_view sentence);
  // Would refer to a string that is gone: name it first.
  explicit PhraseFinder(std::string&&) = delete;

  bool HasAny(std::span<const std::string_view> phrases) const;

 private:
  bool Has(std::string_view phrase) const;

  std::string_view raw_;
  std::string lower_;
  std::string padded_;  // Its words, with spaces around each.
};

}  // namespace aicc::summary
