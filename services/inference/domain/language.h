#pragma once

#include <string>
#include <vector>

#include "common/text.h"

namespace aicc::inference {

// What differs between the two languages below the level of words. Everything
// takes folded text and is safe to call from any thread.

// A Hangul word without its particles (조사) and endings (어미): "요금제는"
// gives "요금제", "해지하려면" gives "해지". Longest match; never empty for a
// word that is not.
Codes KoreanStem(CodesView word);

// KoreanStem, EnglishStem or the text itself, by the token's script.
Codes Stem(const Token& token);

// The sentences of a paragraph of Korean or English prose, word for word and
// trimmed. `paragraph` is original UTF-8 text.
std::vector<std::string> SplitSentences(std::string_view paragraph);

}  // namespace aicc::inference
