#pragma once

#include "common/database.h"
#include "services/summary/domain/stores.h"

namespace aicc::summary {

// Facts in the table summary.contact_fact.
class PostgresFactStore final : public FactStore {
 public:
  // `database` must outlive this.
  explicit PostgresFactStore(Database& database) : database_(database) {}

  Task<Result<std::map<std::string, ContactFact>>> Get(
      const CallContext& call,
      const std::vector<std::string>& session_ids) override;
  Task<Result<void>> Save(const CallContext& call,
                          const std::vector<ContactFact>& facts) override;
  Task<Result<ReportFigures>> AddUp(
      const CallContext& call, TimePoint from, TimePoint to,
      std::chrono::seconds service_level) override;

 private:
  Database& database_;
};

}  // namespace aicc::summary
