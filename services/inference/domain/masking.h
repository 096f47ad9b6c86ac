#pragma once

#include <map>
#include <string>
#include <string_view>

namespace aicc::inference {

// Replaces personal data by placeholders such as `<PHONE_1>` and back. One mask
// a request: the same number gets the same placeholder in all of its messages,
// whatever its spelling. Holds the personal data, so it must not outlive the
// request. Not thread-safe.
class Mask {
 public:
  // Returns `text` with what FindPersonalData() finds replaced.
  std::string Hide(std::string_view text);

  // Returns what a placeholder of this mask stands for, spelled as it was
  // first; nullptr for anything else.
  const std::string* Original(std::string_view placeholder) const;

 private:
  std::map<std::string, std::string, std::less<>> placeholders_;  // By value.
  std::map<std::string, std::string, std::less<>> originals_;
  std::map<std::string, int, std::less<>> counts_;  // By type.
};

// Puts originals back into a text that arrives in pieces, which may end in the
// middle of a placeholder.
class Unmasker {
 public:
  // `mask` must outlive this.
  explicit Unmasker(const Mask& mask) : mask_(mask) {}

  // Returns what of all text so far can be said and was not yet.
  std::string Feed(std::string_view piece);

  // Returns the rest, at the end of the text.
  std::string Finish();

 private:
  const Mask& mask_;
  std::string held_;  // Begins with "<", or is empty; at most 32 bytes.
};

}  // namespace aicc::inference
