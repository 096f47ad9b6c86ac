#pragma once

#include <cstddef>

#include "common/text.h"

namespace aicc::inference {

// Points for what stands around an English name; see find_names_en.cc. `text`
// is folded.

// For the words before `at`: 4 if a name must come ("my name is", "mr",
// 예약자), 3 if one often does ("this is", "speak to"), 2 or 1 if one may
// ("tell", "by"). `capital` says that what comes begins with one; without it,
// less is believed.
int PointsBefore(CodesView text, std::size_t at, bool capital);

// For what follows: 's, "speaking", "can I …", 님.
int PointsAfter(CodesView text, std::size_t end);

// True if `asked` asks for a name.
bool AsksForName(CodesView asked);

// "me", "the": what follows a verb and no name.
bool IsObject(CodesView word);

// True for the verbs among those words, which end a name.
bool IsSaidAfterName(CodesView word);

}  // namespace aicc::inference
