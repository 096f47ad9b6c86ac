#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aicc::inference {

// What stands in a text where one looks for a placeholder.
struct PlaceholderMatch {
  enum class State {
    kNone,
    kPartial,  // It may become one when more text comes.
    kWhole,
  };

  State state = State::kNone;
  std::size_t size = 0;  // Bytes, if whole.
  std::string name;      // "PHONE_1", if whole.
};

// Reads a placeholder at the front of `text`, as we write it (`<PHONE_1>`) or
// as models write it again: `< phone_1 >`, `[PHONE_1]`, `&lt;PHONE_1&gt;`,
// `\u003cPHONE_1\u003e`, `<PHONE\_1>`, in full-width brackets, or bare
// (`PHONE_1`) between word borders. Only the types that PersonalData has, and
// LITERAL.
//
// `word_before` says that a word or a bracket goes on right before `text`;
// `complete` that nothing comes after it. A partial match has at most
// kMaxPlaceholder bytes.
PlaceholderMatch MatchPlaceholder(std::string_view text, bool word_before,
                                  bool complete);

inline constexpr std::size_t kMaxPlaceholder = 48;

// True if `c` goes on with a word, so that no bare placeholder begins after it.
bool ContinuesWord(char c);

}  // namespace aicc::inference
