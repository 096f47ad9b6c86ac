#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/summary/domain/contact_fact.h"
#include "services/summary/domain/kpi.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

// Keeps summaries. Any thread may call at any time. When the store itself
// fails, all return the errors of common/database.h.
class SummaryStore {
 public:
  virtual ~SummaryStore() = default;

  // The summary that reaches furthest into the log; nullopt if there is none.
  virtual Task<Result<std::optional<Summary>>> Latest(
      const CallContext& call, std::string_view session_id) = 0;

  // Keeps `summary` beside the earlier ones, unless there is one of the same
  // `last_seq` already. Returns the one that is kept: the first wins.
  virtual Task<Result<Summary>> Keep(const CallContext& call,
                                     const Summary& summary) = 0;
};

// Keeps one row per contact, which can be made again from its log. As above.
class FactStore {
 public:
  virtual ~FactStore() = default;

  // The facts of those contacts that have some, by session_id.
  virtual Task<Result<std::map<std::string, ContactFact>>> Get(
      const CallContext& call, const std::vector<std::string>& session_ids) = 0;

  // Saves all of `facts`, or none. A row that already reaches as far into its
  // log, or further, stays as it is.
  virtual Task<Result<void>> Save(const CallContext& call,
                                  const std::vector<ContactFact>& facts) = 0;

  // Adds up the contacts that started in [from, to). `service_level` is the
  // longest wait that is in time.
  virtual Task<Result<ReportFigures>> AddUp(
      const CallContext& call, TimePoint from, TimePoint to,
      std::chrono::seconds service_level) = 0;
};

}  // namespace aicc::summary
