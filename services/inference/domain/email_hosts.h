#pragma once

#include <cstddef>
#include <string>

#include "common/text.h"

namespace aicc::inference {

// The host of a mailbox, as it is said.
struct SpokenHost {
  std::size_t end = 0;
  std::string text;  // As it is written: "gmail.com".
};

// What is said in folded `text` at `at`: "gmail dot com", "dave jones plumbing
// dot co dot uk", "네이버 점 컴", "지메일". The text is empty if it is no host.
SpokenHost SpokenHostAt(CodesView text, std::size_t at);

}  // namespace aicc::inference
