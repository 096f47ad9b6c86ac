#pragma once

#include "services/inference/domain/date_forms.h"

namespace aicc::inference {

// The part of DateFormAt() for dates whose month is a word or an ordinal: "7th
// Aug 1974", "may five ninety", "fourteenth of the second, seventy one".
DateForm EnglishDateAt(CodesView text, std::size_t at);

// True if `word` may begin one: a month, an ordinal, the word of a number.
bool MayBeginEnglishDate(CodesView text, std::size_t at);

}  // namespace aicc::inference
