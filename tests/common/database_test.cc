#include "common/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <cstdlib>
#include <future>

#include "tests/common/test_database.h"

namespace aicc {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

Caller TenantOne() { return {"t1", "tests", Role::kService}; }

// On a real PostgreSQL, as services connect. One executor thread, so that what
// is spawned first is queued first; a database thread is held by a body that
// waits for `gate_`.
class DatabaseTest : public testing::Test {
 protected:
  void SetUp() override {
    TestDatabase* const test = TestDatabase::Get();
    if (test == nullptr) GTEST_SKIP() << "AICC_TEST_DSN is not set";
    owner_dsn_ = test->owner_dsn();
    Sql("DROP TABLE IF EXISTS database_test;"
        "CREATE TABLE database_test(tenant_id text NOT NULL, n int);"
        "ALTER TABLE database_test ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY tenant ON database_test"
        "  USING (tenant_id = current_setting('aicc.tenant_id', true));"
        "GRANT SELECT, INSERT ON database_test TO aicc_app");
    database_ = std::make_unique<Database>(Database::Options{
        .dsn = test->app_dsn(), .connections = 1, .queue_limit = 1});
  }

  // Runs `sql` as the owner, on a connection of its own.
  pqxx::result Sql(const std::string& sql) {
    pqxx::connection connection(owner_dsn_);
    pqxx::nontransaction now(connection);
    return now.exec(sql);
  }

  template <typename Body>
  auto Run(const CallContext& call, Body body) {
    return asio::co_spawn(executor_, database_->Run(call, std::move(body)),
                          asio::use_future);
  }
  auto RunSql(const CallContext& call, std::string sql) {
    return Run(call, [sql = std::move(sql)](Transaction& t) -> Result<int> {
      return t.work().exec1(sql)[0].as<int>();
    });
  }
  auto RunSql(std::string sql) { return RunSql(call_, std::move(sql)); }
  auto HoldTheThread() {
    auto held = Run(call_, [this](Transaction&) -> Result<int> {
      holding_.set_value();
      gate_.get_future().wait();
      return 0;
    });
    holding_.get_future().wait();
    return held;
  }

  // Ends every connection of the pool, as a restart or a firewall would.
  void LoseConnections() {
    Sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE usename = 'aicc_app' AND datname = current_database()");
  }

  std::string owner_dsn_;
  std::promise<void> holding_;
  std::promise<void> gate_;
  const CallContext call_{TenantOne()};
  asio::thread_pool executor_{1};
  std::unique_ptr<Database> database_;
};

constexpr char kInsert[] =
    "INSERT INTO database_test VALUES (current_setting('aicc.tenant_id'), 1) "
    "RETURNING n";
constexpr char kCount[] = "SELECT count(*) FROM database_test";

TEST_F(DatabaseTest, AValueCommits) {
  EXPECT_EQ(RunSql(kInsert).get().value(), 1);

  EXPECT_EQ(Sql("SELECT FROM database_test").size(), 1u);
}

TEST_F(DatabaseTest, AnErrorRollsBackAndIsReturned) {
  const auto refused = Run(call_, [](Transaction& t) -> Result<int> {
                         t.work().exec1(kInsert);
                         return Failure({ErrorKind::kAborted, "NO", "", {}});
                       }).get();

  EXPECT_EQ(refused.error().reason, "NO");
  EXPECT_EQ(Sql("SELECT FROM database_test").size(), 0u);
}

TEST_F(DatabaseTest, ATenantSeesNoRowOfAnother) {
  const CallContext other(Caller{"t2", "tests", Role::kService});
  ASSERT_TRUE(RunSql(kInsert).get());

  EXPECT_EQ(RunSql(kCount).get().value(), 1);
  EXPECT_EQ(RunSql(other, kCount).get().value(), 0);
  EXPECT_EQ(RunSql(kCount).get().value(), 1);
}

TEST_F(DatabaseTest, ATenantWritesNoRowOfAnother) {
  EXPECT_THROW(
      RunSql("INSERT INTO database_test VALUES ('t2', 1) RETURNING n").get(),
      pqxx::insufficient_privilege);
}

TEST_F(DatabaseTest, ARoleThatSeesAllTenantsIsRefused) {
  Sql("DO $$ BEGIN CREATE ROLE unbound LOGIN;"
      " EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
      "ALTER TABLE database_test OWNER TO unbound");
  for (const std::string& dsn : {owner_dsn_, owner_dsn_ + " user=unbound"}) {
    database_ = std::make_unique<Database>(Database::Options{.dsn = dsn});
    EXPECT_EQ(RunSql("SELECT 1").get().error().reason, "STORE_UNAVAILABLE");
    pqxx::connection connection(dsn);
    EXPECT_EQ(CheckRole(connection).error().reason, "STORE_ROLE_UNBOUND");
  }
  Sql("ALTER TABLE database_test OWNER TO CURRENT_USER");
  pqxx::connection bound(TestDatabase::Get()->app_dsn());
  EXPECT_TRUE(CheckRole(bound));
}

TEST_F(DatabaseTest, ABatchEntersOneTenantAfterTheOther) {
  const auto counts =
      Run(call_, [](Transaction& t) -> Result<std::pair<int, int>> {
        t.EnterTenant("t2");
        t.work().exec1(kInsert);
        const int two = t.work().exec1(kCount)[0].as<int>();
        t.EnterTenant("t1");
        return std::pair(two, t.work().exec1(kCount)[0].as<int>());
      }).get();

  EXPECT_EQ(counts.value(), std::pair(1, 0));
  // The next transaction is in its own tenant again.
  EXPECT_EQ(RunSql(kCount).get().value(), 0);
}

TEST_F(DatabaseTest, ANamedQueryIsPreparedAgainOnANewConnection) {
  const auto run = [this] {
    return Run(call_, [](Transaction& t) -> Result<int> {
      constexpr Query kTwice{"twice", "SELECT 2 * $1::int"};
      return t.Run(kTwice, 21)[0][0].as<int>();
    });
  };
  EXPECT_EQ(run().get().value(), 42);
  EXPECT_EQ(run().get().value(), 42);

  LoseConnections();

  EXPECT_EQ(run().get().value(), 42);
}

TEST_F(DatabaseTest, ABrokenStatementIsABugAndThrows) {
  EXPECT_THROW(RunSql("SELECT nonsense").get(), pqxx::sql_error);

  EXPECT_TRUE(RunSql("SELECT 1").get());
}

TEST_F(DatabaseTest, AFullQueueRefusesAtOnce) {
  auto running = HoldTheThread();
  auto queued = RunSql("SELECT 1");

  const auto refused = RunSql("SELECT 2").get();

  EXPECT_EQ(refused.error().kind, ErrorKind::kResourceExhausted);
  EXPECT_EQ(refused.error().reason, "STORE_BUSY");
  gate_.set_value();
  EXPECT_TRUE(running.get());
  EXPECT_TRUE(queued.get());
}

TEST_F(DatabaseTest, ACancelledCallLeavesTheQueueAtOnce) {
  auto running = HoldTheThread();
  std::atomic<bool> ran = false;
  asio::cancellation_signal cancel;
  auto queued = asio::co_spawn(
      executor_,
      database_->Run(call_,
                     [&](Transaction&) -> Result<int> {
                       ran = true;
                       return 0;
                     }),
      asio::bind_cancellation_slot(cancel.slot(), asio::use_future));

  asio::post(executor_,
             [&] { cancel.emit(asio::cancellation_type::terminal); });

  EXPECT_THROW(queued.get(), boost::system::system_error);
  gate_.set_value();
  EXPECT_TRUE(running.get());
  EXPECT_FALSE(ran);
}

TEST_F(DatabaseTest, TheDeadlineStopsAStatement) {
  const CallContext hurried(TenantOne(),
                            steady_clock::now() + milliseconds(200));

  const auto slept = Run(hurried, [](Transaction& t) -> Result<int> {
                       t.work().exec("SELECT pg_sleep(600)");
                       return 0;
                     }).get();

  EXPECT_EQ(slept.error().reason, "DEADLINE_PASSED");
  EXPECT_TRUE(RunSql("SELECT 1").get());
}

TEST_F(DatabaseTest, ADeadlineThatPassedInTheQueueRunsNothing) {
  const CallContext late(TenantOne(), steady_clock::now());
  bool ran = false;

  const auto refused = Run(late, [&](Transaction&) -> Result<int> {
                         ran = true;
                         return 0;
                       }).get();

  EXPECT_EQ(refused.error().reason, "DEADLINE_PASSED");
  EXPECT_FALSE(ran);
}

TEST_F(DatabaseTest, AConnectionLostWhileIdleIsReplacedUnnoticed) {
  ASSERT_TRUE(RunSql("SELECT 1").get());

  LoseConnections();

  EXPECT_TRUE(RunSql("SELECT 1").get());
}

TEST_F(DatabaseTest, AConnectionLostMidwayIsUnavailableThenReplaced) {
  const auto lost = Run(call_, [this](Transaction& t) -> Result<int> {
                      LoseConnections();
                      return t.work().exec1(kInsert)[0].as<int>();
                    }).get();

  EXPECT_EQ(lost.error().reason, "STORE_UNAVAILABLE");
  EXPECT_TRUE(RunSql("SELECT 1").get());
}

TEST_F(DatabaseTest, SurvivesARestartOfPostgres) {
  const char* restart = std::getenv("AICC_TEST_RESTART");
  if (restart == nullptr) GTEST_SKIP() << "AICC_TEST_RESTART is not set";
  ASSERT_TRUE(RunSql(kInsert).get());

  ASSERT_EQ(std::system(restart), 0);

  EXPECT_EQ(RunSql(kCount).get().value(), 1);
}

TEST_F(DatabaseTest, WithoutPostgresItIsUnavailable) {
  Database nowhere({.dsn = "host=/nowhere", .connections = 1});

  const auto lost =
      asio::co_spawn(
          executor_,
          nowhere.Run(call_, [](Transaction&) -> Result<int> { return 0; }),
          asio::use_future)
          .get();

  EXPECT_EQ(lost.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(lost.error().reason, "STORE_UNAVAILABLE");
}

TEST_F(DatabaseTest, DrainingFinishesWhatWasAcceptedAndRefusesTheRest) {
  auto running = HoldTheThread();
  auto queued = RunSql(kInsert);
  RunSql("SELECT 1").wait();  // Refused; so the one before it is in the queue.

  auto drained = std::async(std::launch::async, [this] { database_->Drain(); });
  gate_.set_value();
  drained.wait();

  EXPECT_TRUE(running.get());
  EXPECT_TRUE(queued.get());
  EXPECT_EQ(RunSql(kInsert).get().error().reason, "STORE_UNAVAILABLE");
}

}  // namespace
}  // namespace aicc
