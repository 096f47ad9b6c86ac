#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>
#include <vector>

#include "common/database.h"
#include "services/inference/domain/budgets.h"

namespace aicc::inference {

// Keeps what was spent in PostgreSQL, for all processes of a system. A call
// waits for a commit, so that not even the database's own end lets a budget be
// overrun. Corrections go there on their own, and again until they are taken;
// if the process ends before, the calls they were of stay as dear as they might
// have been.
class PostgresBudgetStore final : public BudgetStore {
 public:
  // `database` must outlive this, and `executor` run until this is destroyed.
  PostgresBudgetStore(Database& database,
                      boost::asio::any_io_executor executor);

  // Waits for corrections that are on their way, as long as the database
  // answers.
  ~PostgresBudgetStore() override;

  Task<Result<void>> Take(const CallContext& call,
                          const std::vector<BudgetSpan>& spans,
                          const Charge& charge) override;
  void Correct(const std::string& tenant, const std::vector<BudgetSpan>& spans,
               const Charge& difference) override;
  Task<Result<std::vector<Charge>>> Spent(
      const CallContext& call, const std::vector<BudgetSpan>& spans) override;

 private:
  struct Corrections;

  Database& database_;
  const boost::asio::any_io_executor executor_;
  const std::unique_ptr<Corrections> corrections_;
};

}  // namespace aicc::inference
