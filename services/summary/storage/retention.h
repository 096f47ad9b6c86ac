#pragma once

#include <cstdint>

#include "common/clock.h"
#include "common/database.h"

namespace aicc::summary {

// Removes the summaries and facts of contacts of every month whose last day is
// more than `months` months before `now`, of all tenants, some contacts a
// transaction; returns how many contacts it was. May be run by several
// processes. What was removed stays removed if it fails halfway.
Task<Result<std::int64_t>> DropExpired(Database& database, TimePoint now,
                                       int months);

}  // namespace aicc::summary
