#pragma once

#include <span>
#include <string>
#include <vector>

#include "common/clock.h"
#include "common/database.h"
#include "services/session/domain/event_appender.h"

namespace aicc::session {

// What one transaction did with a batch of appends.
struct BatchOutcome {
  std::vector<Result<Appended>> results;  // One for each, in their order.
  std::vector<std::string> changed;       // The contacts that have new events.
};

// Appends a batch in `transaction`, for whatever tenants it holds, in four
// statements a tenant. What each may do is decided in memory under the locks of
// its contact's row. Run again, it does the same again.
//
// REQUIRES: `transaction` is in the tenant of the first.
BatchOutcome AppendBatch(Transaction& transaction, std::span<Append> batch,
                         TimePoint now);

}  // namespace aicc::session
