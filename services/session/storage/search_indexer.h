#pragma once

#include "common/database.h"

namespace aicc::session {

// Puts what is new in all logs into the index of words, as long as there is
// something, then looks again in a moment; until it is cancelled. Any number of
// processes may do so at the same time: each takes what no other is at, and
// what was taken by one that died is there again. While the store is away it
// tries again. Works at most `percent` of the time.
Task<void> IndexForever(Database& database, int percent);

}  // namespace aicc::session
