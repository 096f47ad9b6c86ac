#pragma once

#include "common/bell.h"
#include "common/database.h"
#include "services/session/domain/watch_registry.h"

namespace aicc::session {

// Rings for every follower whose log has grown beyond what they have seen: a
// wake-up that got lost between processes then costs time only. One statement
// for a thousand contacts.
Task<Result<void>> SweepWatches(Database& database,
                                const WatchRegistry& watches, Bell& changes);

// Makes the coming months' partitions of the log, where they are missing.
Task<Result<void>> EnsurePartitions(Database& database);

}  // namespace aicc::session
