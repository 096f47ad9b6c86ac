#pragma once

#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "services/inference/domain/budgets.h"

namespace aicc::inference {

// Keeps what was spent in this process alone, until it ends: for one that has
// no database.
class MemoryBudgetStore final : public BudgetStore {
 public:
  Task<Result<void>> Take(const CallContext& call,
                          const std::vector<BudgetSpan>& spans,
                          const Charge& charge) override;
  void Correct(const std::string& tenant, const std::vector<BudgetSpan>& spans,
               const Charge& difference) override;
  Task<Result<std::vector<Charge>>> Spent(
      const CallContext& call, const std::vector<BudgetSpan>& spans) override;

 private:
  // By tenant and budget: only the present period is kept.
  struct Spending {
    TimePoint start;
    Charge charge;
  };
  Charge& Of(const std::string& tenant, const BudgetSpan& span);

  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Spending> spent_;  // By mutex_.
};

}  // namespace aicc::inference
