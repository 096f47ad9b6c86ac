#pragma once

#include "common/database.h"
#include "services/summary/domain/stores.h"

namespace aicc::summary {

// Summaries in the table summary.summary: every one that was made stays.
class PostgresSummaryStore final : public SummaryStore {
 public:
  // `database` must outlive this.
  explicit PostgresSummaryStore(Database& database) : database_(database) {}

  Task<Result<std::optional<Summary>>> Latest(
      const CallContext& call, std::string_view session_id) override;
  Task<Result<Summary>> Keep(const CallContext& call,
                             const Summary& summary) override;

 private:
  Database& database_;
};

}  // namespace aicc::summary
