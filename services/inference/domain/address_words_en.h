#pragma once

#include "common/text.h"

namespace aicc::inference {

// Words of addresses outside Korea, folded.

// "street", "avenue": a street in any letter case.
bool IsStreet(CodesView word);

// "st", "drive", "court": ordinary words too, unless they have a capital.
bool IsDoubtfulStreet(CodesView word);

// "calle", "hauptstrasse": streets of other languages, by a word or its ending.
bool IsForeignStreet(CodesView word);

// "il", "on": two letters of a state or province of North America.
bool IsState(CodesView word);

}  // namespace aicc::inference
