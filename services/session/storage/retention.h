#pragma once

#include <cstdint>

#include "common/clock.h"
#include "common/database.h"

namespace aicc::session {

// What became of the months that are older than the policy.
struct Dropped {
  std::int64_t contacts = 0;
  int waiting = 0;  // Months that stay: a contact of theirs is still open.
  // False: another process does it, or something was locked. Come again soon.
  bool complete = true;
};

// Drops the contacts of every month whose last day is more than `months` months
// before `now`: of all tenants, in transactions of at most a few hundred
// contacts, and then the month's partition. May be run by several processes:
// one does it. What was dropped stays dropped if it fails halfway.
Task<Result<Dropped>> DropExpired(Database& database, TimePoint now,
                                  int months);

}  // namespace aicc::session
