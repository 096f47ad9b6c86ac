#pragma once

#include "common/text.h"

namespace aicc::inference {

// Korean names in Latin letters, folded. What is spelled in so many ways is no
// list but surnames and syllables.

// "kim", "yoon", "namgung"
bool IsRomanisedSurname(CodesView word);

// One syllable of a given name: "soo", "jin".
bool IsRomanisedSyllable(CodesView word);

// A given name of two syllables in one word: "minseok", "seo-yeon".
bool IsRomanisedGivenName(CodesView word);

}  // namespace aicc::inference
