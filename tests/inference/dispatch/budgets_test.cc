#include "services/inference/domain/budgets.h"

#include <gtest/gtest.h>

#include "services/inference/domain/memory_budgets.h"
#include "tests/common/await.h"

namespace aicc::inference {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class SetClock final : public Clock {
 public:
  TimePoint Now() const override { return now; }
  // 2026-02-28 23:59:30 UTC
  TimePoint now{seconds(1'772'323'170)};
};

class BudgetsTest : public testing::Test {
 protected:
  Budgets Make(std::vector<Budget> budgets) {
    return Budgets(std::move(budgets), store_, clock_);
  }
  static Budget Tokens(std::int64_t tokens, Period period = Period::kDay) {
    Budget budget;
    budget.name = "tokens";
    budget.period = period;
    budget.tokens = tokens;
    return budget;
  }
  static CallContext CallOf(const std::string& tenant) {
    return CallContext::ForService(tenant, "test");
  }

  SetClock clock_;
  MemoryBudgetStore store_;
  const CallContext call_ = CallOf("t1");
};

TEST_F(BudgetsTest, TakesNoMoreThanThereIs) {
  Budgets budgets = Make({Tokens(100)});

  EXPECT_TRUE(Await(budgets.Take(call_, "r", "e", {60, 0})));
  const auto second = Await(budgets.Take(call_, "r", "e", {60, 0}));

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, "BUDGET_SPENT");
  EXPECT_EQ(second.error().metadata.at("budget"), "tokens");
  EXPECT_TRUE(Await(budgets.Take(call_, "r", "e", {40, 0})));
}

TEST_F(BudgetsTest, WhatWasNotSpentIsThereAgain) {
  Budgets budgets = Make({Tokens(100)});
  const auto hold = Await(budgets.Take(call_, "r", "e", {100, 0}));
  ASSERT_TRUE(hold);

  budgets.Settle(*hold, {30, 0});

  EXPECT_FALSE(Await(budgets.Take(call_, "r", "e", {71, 0})));
  EXPECT_TRUE(Await(budgets.Take(call_, "r", "e", {70, 0})));
}

TEST_F(BudgetsTest, ARefusalByOneTakesNothingFromTheOthers) {
  Budget money;
  money.name = "money";
  money.micro_usd = 10;
  Budgets budgets = Make({Tokens(100), money});

  EXPECT_FALSE(Await(budgets.Take(call_, "r", "e", {50, 11})));

  const auto spent = Await(budgets.Spent(call_, budgets.Of("t1")));
  ASSERT_TRUE(spent);
  EXPECT_EQ((*spent)[0], Charge());
  EXPECT_EQ((*spent)[1], Charge());
}

TEST_F(BudgetsTest, EachTenantHasItsOwn) {
  Budgets budgets = Make({Tokens(100)});
  EXPECT_TRUE(Await(budgets.Take(call_, "r", "e", {100, 0})));

  EXPECT_TRUE(Await(budgets.Take(CallOf("t2"), "r", "e", {100, 0})));
}

TEST_F(BudgetsTest, CountsOnlyWhatItIsFor) {
  Budget budget = Tokens(100);
  budget.tenant = "t1";
  budget.route = "support";
  budget.endpoint = "gpt";
  Budgets budgets = Make({budget});
  EXPECT_TRUE(Await(budgets.Take(call_, "support", "gpt", {100, 0})));

  EXPECT_FALSE(Await(budgets.Take(call_, "support", "gpt", {1, 0})));
  EXPECT_TRUE(Await(budgets.Take(call_, "other", "gpt", {1, 0})));
  EXPECT_TRUE(Await(budgets.Take(call_, "support", "claude", {1, 0})));
  EXPECT_FALSE(budgets.Concern("t2"));
}

TEST_F(BudgetsTest, ANewPeriodBeginsAnew) {
  Budgets budgets = Make({Tokens(100, Period::kMinute)});
  const auto hold = Await(budgets.Take(call_, "r", "e", {100, 0}));
  clock_.now += minutes(1);

  EXPECT_TRUE(Await(budgets.Take(call_, "r", "e", {100, 0})));
  // What the last one settles now belongs to a period that is over.
  budgets.Settle(*hold, {0, 0});
  EXPECT_FALSE(Await(budgets.Take(call_, "r", "e", {1, 0})));
}

TEST(PeriodTest, PeriodsAreThoseOfTheCalendar) {
  const TimePoint time(seconds(1'772'323'170));  // 2026-02-28 23:59:30

  EXPECT_EQ(StartOf(Period::kMinute, time), time - seconds(30));
  EXPECT_EQ(EndOf(Period::kMinute, time - seconds(30)), time + seconds(30));
  const TimePoint day = StartOf(Period::kDay, time);
  EXPECT_EQ(day, time + seconds(30) - std::chrono::days(1));
  const TimePoint month = StartOf(Period::kMonth, time);
  EXPECT_EQ(month, time + seconds(30) - std::chrono::days(28));
  EXPECT_EQ(EndOf(Period::kMonth, month), time + seconds(30));
}

}  // namespace
}  // namespace aicc::inference
