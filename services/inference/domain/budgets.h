#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/task.h"

namespace aicc::inference {

enum class Period { kMinute, kDay, kMonth };  // Calendar ones, UTC.

// How much a tenant may spend. What is empty is not looked at.
struct Budget {
  std::string name;      // Its own; 1 to 40 of [a-z0-9-].
  std::string tenant;    // Whose; empty: each tenant's, for itself.
  std::string route;     // The name under which models are asked.
  std::string endpoint;  // Who answers.
  Period period = Period::kDay;
  std::optional<std::int64_t> tokens;
  std::optional<std::int64_t> micro_usd;
};

// What is spent, or to be spent at most.
struct Charge {
  std::int64_t tokens = 0;
  std::int64_t micro_usd = 0;

  friend bool operator==(const Charge&, const Charge&) = default;
};

// A budget in one of its periods.
struct BudgetSpan {
  const Budget* budget = nullptr;
  TimePoint start;
};

// Keeps what was spent. Thread-safe.
class BudgetStore {
 public:
  virtual ~BudgetStore() = default;

  // Adds `charge` to all of `spans`. BudgetSpent() if one of them has less
  // left, or an error of the store's own: nothing is changed then.
  virtual Task<Result<void>> Take(const CallContext& call,
                                  const std::vector<BudgetSpan>& spans,
                                  const Charge& charge) = 0;

  // Adds `difference`, which may be negative, to all of `spans`, now or soon.
  // If this process dies before, what was taken stays taken.
  virtual void Correct(const std::string& tenant,
                       const std::vector<BudgetSpan>& spans,
                       const Charge& difference) = 0;

  // What was spent of each.
  virtual Task<Result<std::vector<Charge>>> Spent(
      const CallContext& call, const std::vector<BudgetSpan>& spans) = 0;
};

// What is held for a call that has not ended.
struct Hold {
  std::string tenant;
  std::vector<BudgetSpan> spans;
  Charge charge;
};

// Sees to it that no budget is overrun: what a call may cost at most is taken
// before it begins, and put right when it has ended. Immutable; thread-safe.
class Budgets {
 public:
  // `store` and `clock` must outlive this.
  Budgets(std::vector<Budget> budgets, BudgetStore& store, const Clock& clock)
      : budgets_(std::move(budgets)), store_(store), clock_(clock) {}

  // True if any may concern a call of `tenant`.
  bool Concern(std::string_view tenant) const;

  // Takes `most`. kResourceExhausted, "BUDGET_SPENT" names the budget that has
  // less left; or why the store did not say.
  Task<Result<Hold>> Take(const CallContext& call, std::string_view route,
                          std::string_view endpoint, const Charge& most);

  // Puts right what was taken.
  void Settle(const Hold& hold, const Charge& spent);

  // Those of the caller's tenant, in their present periods.
  std::vector<BudgetSpan> Of(std::string_view tenant) const;
  Task<Result<std::vector<Charge>>> Spent(
      const CallContext& call, const std::vector<BudgetSpan>& spans) {
    return store_.Spent(call, spans);
  }

 private:
  const std::vector<Budget> budgets_;
  BudgetStore& store_;
  const Clock& clock_;
};

// True if `budget` allows `spent` in all.
bool Allows(const Budget& budget, const Charge& spent);

// kResourceExhausted, "BUDGET_SPENT".
Failure BudgetSpent(const Budget& budget);

// When the period of `time` began, and when it ends.
TimePoint StartOf(Period period, TimePoint time);
TimePoint EndOf(Period period, TimePoint start);

}  // namespace aicc::inference
