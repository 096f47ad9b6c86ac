#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>

namespace aicc::fuzz {

// What the fuzzer gives a target: a line that says how, and what is to be read.
// So a file of the corpus can be written by hand.
struct Input {
  Input(const std::uint8_t* data, std::size_t size)
      : rest(reinterpret_cast<const char*>(data), size) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return;
    how = rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }

  // The i-th byte of the line; 0 beyond its end.
  unsigned At(std::size_t i) const {
    return i < how.size() ? static_cast<unsigned char>(how[i]) : 0;
  }

  // Gives `take` all of `text` in pieces, as long as the bytes of the line from
  // `from` on say, over and over; some are empty.
  void Cut(std::string_view text, std::size_t from,
           const std::function<void(std::string_view)>& take) const {
    for (std::size_t i = from; !text.empty(); ++i) {
      if (i >= how.size()) i = from;
      const std::size_t size = i < how.size() ? At(i) % 32 : text.size();
      take(text.substr(0, size));
      text.remove_prefix(std::min(size, text.size()));
      if (size > 0 || i + 1 < how.size()) continue;
      take(text);  // Nothing but empty pieces would never end.
      return;
    }
  }

  std::string_view how;
  std::string_view rest;
};

// Ends the run with a finding unless `holds`.
inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace aicc::fuzz
