#pragma once

#include <string>
#include <string_view>

#include "services/inference/domain/masking.h"

namespace aicc::inference {

// Puts originals back into a text that arrives in pieces, cut anywhere: within
// a placeholder, or a character. What it returns is whole characters, and never
// a part of a placeholder.
//
// Placeholders are known in the ways in which models write them again, see
// placeholder.h; unknown ones stay. A Korean particle right after one is made
// to agree with the original: "<NAME_1>는" becomes "김하늘은".
class Unmasker {
 public:
  enum class Format {
    kText,
    // JSON, such as a tool's arguments: an original is escaped within a string,
    // and outside of one becomes a string.
    kJson,
  };

  // `mask` must outlive this.
  explicit Unmasker(const Mask& mask, Format format = Format::kText)
      : mask_(mask), json_(format == Format::kJson) {}

  // Returns what of all text so far can be said and was not yet. Less than 128
  // bytes are held back.
  std::string Feed(std::string_view piece);

  // Returns the rest, at the end of the text.
  std::string Finish();

 private:
  std::string Read(bool complete);
  // Bytes read of what stands at `at` of held_; 0: wait for more.
  std::size_t ReadOne(std::size_t at, bool complete, std::string* said);
  std::size_t ReadPlaceholder(std::size_t at, std::size_t size,
                              std::string_view original, bool complete,
                              std::string* said);
  enum class Key { kNo, kYes, kUnknown };
  Key IsKey(std::size_t end, bool complete) const;
  std::size_t ReadCharacter(std::size_t at, bool complete, std::string* said);
  void Say(std::string_view original, std::string* said) const;

  const Mask& mask_;
  const bool json_;
  std::string held_;
  char before_ = ' ';       // The last byte read.
  bool in_string_ = false;  // JSON only, as is the next.
  bool escaped_ = false;    // The last byte was a backslash that escapes.
};

}  // namespace aicc::inference
