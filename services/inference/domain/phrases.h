#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/features.h"

namespace aicc::inference {

// A message laid out for looking up phrases: Hangul without spaces, since
// people leave them out; other words one space apart and around, apostrophes
// gone: " i dont want to ".
struct PhraseText {
  Codes hangul;  // All of the folded text, without spaces.
  Codes words;
};

PhraseText LayOut(const Message& message);

// A phrase of English as LayOut() has words: "don't want" gives " dont want ".
Codes WordPhrase(std::string_view english);

}  // namespace aicc::inference
