#include "services/inference/domain/budgets.h"

#include <algorithm>
#include <utility>

namespace aicc::inference {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

sys_days FirstOfMonth(TimePoint time) {
  const year_month_day day(floor<days>(time));
  return sys_days(day.year() / day.month() / 1);
}

}  // namespace

Failure BudgetSpent(const Budget& budget) {
  return Failure({ErrorKind::kResourceExhausted,
                  "BUDGET_SPENT",
                  "the budget " + budget.name +
                      " has less left than this call may cost; wait for its "
                      "next period, or raise it",
                  {{"budget", budget.name}}});
}

bool Allows(const Budget& budget, const Charge& spent) {
  return spent.tokens <= budget.tokens.value_or(spent.tokens) &&
         spent.micro_usd <= budget.micro_usd.value_or(spent.micro_usd);
}

TimePoint StartOf(Period period, TimePoint time) {
  switch (period) {
    case Period::kMinute:
      return floor<minutes>(time);
    case Period::kDay:
      return floor<days>(time);
    case Period::kMonth:
      break;
  }
  return FirstOfMonth(time);
}

TimePoint EndOf(Period period, TimePoint start) {
  if (period == Period::kMinute) return start + minutes(1);
  if (period == Period::kDay) return start + days(1);
  return FirstOfMonth(FirstOfMonth(start) + days(31));
}

bool Budgets::Concern(std::string_view tenant) const {
  return std::ranges::any_of(budgets_, [&](const Budget& budget) {
    return budget.tenant.empty() || budget.tenant == tenant;
  });
}

std::vector<BudgetSpan> Budgets::Of(std::string_view tenant) const {
  std::vector<BudgetSpan> spans;
  const TimePoint now = clock_.Now();
  for (const Budget& budget : budgets_) {
    if (!budget.tenant.empty() && budget.tenant != tenant) continue;
    spans.push_back({&budget, StartOf(budget.period, now)});
  }
  return spans;
}

Task<Result<Hold>> Budgets::Take(const CallContext& call,
                                 std::string_view route,
                                 std::string_view endpoint,
                                 const Charge& most) {
  Hold hold{call.caller().tenant, Of(call.caller().tenant), most};
  std::erase_if(hold.spans, [&](const BudgetSpan& span) {
    const Budget& budget = *span.budget;
    return (!budget.route.empty() && budget.route != route) ||
           (!budget.endpoint.empty() && budget.endpoint != endpoint);
  });
  if (hold.spans.empty()) co_return hold;
  const auto taken = co_await store_.Take(call, hold.spans, most);
  if (!taken) co_return Failure(taken.error());
  co_return hold;
}

void Budgets::Settle(const Hold& hold, const Charge& spent) {
  const Charge difference{spent.tokens - hold.charge.tokens,
                          spent.micro_usd - hold.charge.micro_usd};
  if (hold.spans.empty() || difference == Charge()) return;
  store_.Correct(hold.tenant, hold.spans, difference);
}

}  // namespace aicc::inference
