#pragma once

#include "common/text.h"

namespace aicc::inference {

// Words of addresses outside Korea, folded.

// "street", "avenue": a street in any letter case.
bool IsStreet(CodesView word);

// "st", "drive", "court": ordinary words too, unless they have a capital.
bool IsDoubtfulStreet(CodesView word);

// "kingsway", "bishopsgate": a street in one word, if a number precedes it.
bool IsShortStreet(CodesView word);

// "calle", "hauptstrasse": streets of other languages, by a word or its ending.
bool IsForeignStreet(CodesView word);

// "il", "on": two letters of a state or province of North America.
bool IsState(CodesView word);

// "minute", "gb", "of": what stands after a number that is no house's.
bool IsMeasure(CodesView word);

// True if `text` speaks of where somebody lives or something is sent.
bool MentionsAddress(CodesView text);

}  // namespace aicc::inference
