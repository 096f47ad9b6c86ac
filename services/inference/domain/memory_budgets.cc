#include "services/inference/domain/memory_budgets.h"

#include <algorithm>

namespace aicc::inference {
namespace {

Charge Sum(const Charge& a, const Charge& b) {
  return {a.tokens + b.tokens, a.micro_usd + b.micro_usd};
}

}  // namespace

// REQUIRES: mutex_ is held.
Charge& MemoryBudgetStore::Of(const std::string& tenant,
                              const BudgetSpan& span) {
  Spending& spending = spent_[{tenant, span.budget->name}];
  if (spending.start < span.start) spending = {span.start, {}};
  return spending.charge;
}

Task<Result<void>> MemoryBudgetStore::Take(const CallContext& call,
                                           const std::vector<BudgetSpan>& spans,
                                           const Charge& charge) {
  const std::string& tenant = call.caller().tenant;
  std::lock_guard lock(mutex_);
  for (const BudgetSpan& span : spans) {
    if (!Allows(*span.budget, Sum(Of(tenant, span), charge))) {
      co_return BudgetSpent(*span.budget);
    }
  }
  for (const BudgetSpan& span : spans) {
    Charge& spent = Of(tenant, span);
    spent = Sum(spent, charge);
  }
  co_return Result<void>();
}

void MemoryBudgetStore::Correct(const std::string& tenant,
                                const std::vector<BudgetSpan>& spans,
                                const Charge& difference) {
  std::lock_guard lock(mutex_);
  for (const BudgetSpan& span : spans) {
    const auto found = spent_.find({tenant, span.budget->name});
    // What belongs to a period that is over concerns nobody any more.
    if (found == spent_.end() || found->second.start != span.start) continue;
    found->second.charge = Sum(found->second.charge, difference);
  }
}

Task<Result<std::vector<Charge>>> MemoryBudgetStore::Spent(
    const CallContext& call, const std::vector<BudgetSpan>& spans) {
  std::vector<Charge> all;
  std::lock_guard lock(mutex_);
  for (const BudgetSpan& span : spans) {
    all.push_back(Of(call.caller().tenant, span));
  }
  co_return all;
}

}  // namespace aicc::inference
