#pragma once

#include "common/text.h"

namespace aicc::inference {

// Words of addresses outside Korea, folded.

// "street", "avenue": a street in any letter case.
bool IsStreet(CodesView word);

// "st", "drive", "court": ordinary words too, unless they have a capital.
bool IsDoubtfulStreet(CodesView word);

// "lawn", "view": streets too, but far more often something else.
bool IsRareStreet(CodesView word);

// "cottage", "towers": houses with names.
bool IsBuilding(CodesView word);

// "flat", "plot": what stands before a room's number or a house's.
bool IsRoomWord(CodesView word);

// "of", "upon": small words within the names of places.
bool IsLittleWord(CodesView word);

// "mon", "april": days and months, of which no street is.
bool IsCalendarWord(CodesView word);

// "oklahoma": a state of North America in one word.
bool IsStateName(CodesView word);

// "kingsway", "bishopsgate": a street in one word, if a number precedes it.
bool IsShortStreet(CodesView word);

// "calle", "hauptstrasse": streets of other languages, by a word or its ending.
bool IsForeignStreet(CodesView word);

// "il", "on": letters of a state or province of North America or Australia.
bool IsState(CodesView word);
bool IsAustralianState(CodesView word);

// "minute", "gb", "of": what stands after a number that is no house's.
bool IsMeasure(CodesView word);

// True if `text` speaks of where somebody lives or something is sent.
bool MentionsAddress(CodesView text);

}  // namespace aicc::inference
