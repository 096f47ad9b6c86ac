#include <gtest/gtest.h>

#include <optional>

#include "common/uuid.h"
#include "inference_queries.h"
#include "services/inference/storage/postgres_budgets.h"
#include "tests/common/await.h"
#include "tests/common/test_database.h"

namespace aicc::inference {
namespace {

class BudgetStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    budget_.name = "calls";
    budget_.tokens = 1'000;
    Open();
  }
  void Open() {
    store_.reset();
    database_.reset();
    database_.emplace(Database::Options{TestDatabase::Get()->app_dsn(), 8});
    store_.emplace(*database_, TestExecutor().get_executor());
  }
  std::vector<BudgetSpan> Spans() const {
    return {{&budget_, TimePoint(std::chrono::seconds(1'795'305'600))}};
  }
  std::int64_t Spent() {
    const auto spent = Await(store_->Spent(call_, Spans()));
    return spent ? spent->front().tokens : -1;
  }

  Budget budget_;
  const CallContext call_ =
      CallContext::ForService("t" + NewUuid().substr(24), "test");
  std::optional<Database> database_;
  std::optional<PostgresBudgetStore> store_;
};

TEST_F(BudgetStoreTest, HoldsUnderTwoHundredCallsAtOnce) {
  const auto spans = Spans();
  const Charge charge{7, 3};
  std::vector<std::future<Result<void>>> calls;
  for (int i = 0; i < 200; ++i) {
    calls.push_back(boost::asio::co_spawn(TestExecutor(),
                                          store_->Take(call_, spans, charge),
                                          boost::asio::use_future));
  }
  int taken = 0;
  for (auto& call : calls) {
    const auto result = call.get();
    taken += result.has_value();
    if (!result) EXPECT_EQ(result.error().reason, "BUDGET_SPENT");
  }

  EXPECT_EQ(taken, 142);  // 1,000 / 7
  EXPECT_EQ(Spent(), 142 * 7);
}

TEST_F(BudgetStoreTest, WhatAProcessHeldWhenItDiedStaysSpent) {
  ASSERT_TRUE(Await(store_->Take(call_, Spans(), {900, 0})));
  Open();  // Another process: nothing was settled.

  EXPECT_FALSE(Await(store_->Take(call_, Spans(), {101, 0})));
  EXPECT_TRUE(Await(store_->Take(call_, Spans(), {100, 0})));
}

TEST_F(BudgetStoreTest, CorrectionsArriveOnTheirOwn) {
  ASSERT_TRUE(Await(store_->Take(call_, Spans(), {900, 0})));
  for (int i = 0; i < 50; ++i) {
    store_->Correct(call_.caller().tenant, Spans(), {-10, 0});
  }
  store_.reset();  // Waits for them.
  store_.emplace(*database_, TestExecutor().get_executor());

  EXPECT_EQ(Spent(), 400);
}

TEST_F(BudgetStoreTest, ACorrectionThatIsTriedAgainIsMadeOnce) {
  ASSERT_TRUE(Await(store_->Take(call_, Spans(), {900, 0})));
  const std::string id = NewUuid();
  const auto correct = [&](Transaction& t) -> Result<int> {
    t.Run(sql::kCorrectBudgets, "{calls}", "{1795305600000000}", -500, 0, id);
    return 0;
  };

  ASSERT_TRUE(Await(database_->Run(call_, correct)));
  ASSERT_TRUE(Await(database_->Run(call_, correct)));

  EXPECT_EQ(Spent(), 400);
}

TEST_F(BudgetStoreTest, NobodySeesAnotherTenantsSpending) {
  ASSERT_TRUE(Await(store_->Take(call_, Spans(), {900, 0})));

  const auto other = CallContext::ForService("somebody-else", "test");
  const auto spent = Await(store_->Spent(other, Spans()));

  ASSERT_TRUE(spent);
  EXPECT_EQ(spent->front(), Charge());
}

TEST_F(BudgetStoreTest, WithoutADatabaseNothingIsTaken) {
  Database nowhere(Database::Options{"host=/nowhere dbname=none", 1});
  PostgresBudgetStore store(nowhere, TestExecutor().get_executor());

  const auto taken = Await(store.Take(call_, Spans(), {1, 0}));

  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().reason, "STORE_UNAVAILABLE");
}

}  // namespace
}  // namespace aicc::inference
