#include <gtest/gtest.h>

#include <optional>

#include "common/uuid.h"
#include "services/inference/storage/postgres_ledger.h"
#include "tests/common/await.h"
#include "tests/common/test_database.h"

namespace aicc::inference {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    Open(TestDatabase::Get()->app_dsn());
  }
  void Open(const std::string& dsn) {
    database_.emplace(Database::Options{dsn, 4});
    ledger_.emplace(*database_, TestExecutor().get_executor(), metrics_);
  }

  LedgerRow Row(const std::string& outcome = "OK") const {
    LedgerRow row;
    row.call_id = NewUuid();
    row.create_time = now_;
    row.task = "completion";
    row.asked = "support";
    row.model = outcome == "OK" ? "gpt/\"5\"" : "";
    row.tier = "GENERAL";
    row.outcome = outcome;
    row.usage = {100, 40, 20, 5, false};
    row.cost_micro_usd = 7;
    row.first_token = milliseconds(300);
    row.total = milliseconds(900);
    row.overhead = microseconds(150);
    row.attempts = R"([{"model":"gpt/5","outcome":"OK"}])";
    return row;
  }
  std::vector<UsageFigures> Usage(bool by_day = false) {
    const auto usage =
        Await(ledger_->Usage(call_, {now_ - std::chrono::hours(1),
                                     now_ + std::chrono::hours(1), by_day}));
    return usage ? *usage : std::vector<UsageFigures>();
  }

  const TimePoint now_{std::chrono::seconds(1'795'377'600)};
  const CallContext call_ =
      CallContext::ForService("t" + NewUuid().substr(24), "test");
  Metrics metrics_;
  std::optional<Database> database_;
  std::optional<PostgresLedger> ledger_;
};

TEST_F(LedgerTest, ARowIsKeptWhenTheCallEnds) {
  Await(ledger_->Record(call_, Row()));

  const auto usage = Usage(true);

  ASSERT_EQ(usage.size(), 1u);
  EXPECT_EQ(usage[0].model, "gpt/\"5\"");
  EXPECT_EQ(usage[0].task, "completion");
  EXPECT_EQ(usage[0].calls, 1);
  EXPECT_EQ(usage[0].failed, 0);
  EXPECT_EQ(usage[0].prompt_tokens, 100);
  EXPECT_EQ(usage[0].cached_tokens, 40);
  EXPECT_EQ(usage[0].completion_tokens, 20);
  EXPECT_EQ(usage[0].reasoning_tokens, 5);
  EXPECT_EQ(usage[0].cost_micro_usd, 7);
  EXPECT_EQ(usage[0].first_token_p50, milliseconds(300));
  EXPECT_EQ(usage[0].overhead_p50, microseconds(150));
  EXPECT_EQ(usage[0].day, TimePoint(std::chrono::seconds(1'795'305'600)));
}

TEST_F(LedgerTest, ManyAtOnceShareTheirCommits) {
  std::vector<std::future<void>> calls;
  for (int i = 0; i < 1'000; ++i) {
    calls.push_back(boost::asio::co_spawn(
        TestExecutor(),
        ledger_->Record(call_, Row(i % 10 == 0 ? "STALLED" : "OK")),
        boost::asio::use_future));
  }
  for (auto& call : calls) call.get();

  std::int64_t all = 0;
  std::int64_t failed = 0;
  for (const UsageFigures& each : Usage()) {
    all += each.calls;
    failed += each.failed;
  }
  EXPECT_EQ(all, 1'000);
  EXPECT_EQ(failed, 100);
}

TEST_F(LedgerTest, ACallThatWasAbandonedIsKeptToo) {
  ledger_->Note(call_.caller().tenant, Row("LEFT"));
  ledger_.reset();  // Waits for it.
  ledger_.emplace(*database_, TestExecutor().get_executor(), metrics_);

  const auto usage = Usage();
  ASSERT_EQ(usage.size(), 1u);
  EXPECT_EQ(usage[0].failed, 1);
}

TEST_F(LedgerTest, NobodySeesAnotherTenantsCalls) {
  Await(ledger_->Record(call_, Row()));

  const auto other = Await(ledger_->Usage(
      CallContext::ForService("somebody-else", "test"),
      {now_ - std::chrono::hours(1), now_ + std::chrono::hours(1), false}));

  ASSERT_TRUE(other);
  EXPECT_TRUE(other->empty());
}

TEST_F(LedgerTest, ADatabaseThatIsGoneHoldsNoCallUpForLong) {
  ledger_.reset();
  Open("host=/nowhere dbname=none");
  const auto began = std::chrono::steady_clock::now();

  Await(ledger_->Record(call_, Row()));

  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

}  // namespace
}  // namespace aicc::inference
