#include "services/summary/storage/retention.h"

#include <gtest/gtest.h>

#include <pqxx/pqxx>

#include "common/uuid.h"
#include "tests/common/await.h"
#include "tests/common/test_database.h"

namespace aicc::summary {
namespace {

using namespace std::chrono;

// Summaries and facts of contacts that began in past months.
class SummaryRetentionTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    database_.emplace(Database::Options{TestDatabase::Get()->app_dsn(), 2});
    Sql("DELETE FROM summary.summary; DELETE FROM summary.contact_fact");
  }

  static pqxx::result Sql(const std::string& sql) {
    pqxx::connection connection(TestDatabase::Get()->owner_dsn());
    pqxx::nontransaction now(connection);
    return now.exec(sql);
  }

  // What is kept of `count` contacts of `tenant` that began at `start`.
  static void Keep(const std::string& tenant, const std::string& start,
                   int count = 1) {
    const std::string ids =
        " FROM (SELECT (lpad(to_hex((extract(epoch FROM timestamptz '" + start +
        "') * 1000)::bigint), 12, '0') || '7' || substr(replace("
        "gen_random_uuid()::text, '-', ''), 14))::uuid AS id FROM "
        "generate_series(1, " +
        std::to_string(count) + ")) ids";
    Sql("WITH ids AS (SELECT id" + ids +
        "), s AS (INSERT INTO summary.summary SELECT '" + tenant +
        "', id, 1, 'ko', 'builtin', 0, '[]', '[]', now() FROM ids) INSERT INTO "
        "summary.contact_fact SELECT '" +
        tenant +
        "', id, 1, now(), 'CLOSED', now(), NULL, NULL, NULL, NULL, 0, 0, 0, 0, "
        "'bot', '', '', NULL, '{}', '{}', '{}' FROM ids");
  }
  static int Kept(const std::string& table) {
    return Sql("SELECT count(*) FROM summary." + table)[0][0].as<int>();
  }

  std::int64_t Drop(TimePoint now) {
    const auto dropped = Await(DropExpired(*database_, now, 2));
    EXPECT_TRUE(dropped);
    return dropped.value_or(-1);
  }
  static TimePoint Noon(year_month_day day) {
    return sys_days(day) + hours(12);
  }

  std::optional<Database> database_;
};

TEST_F(SummaryRetentionTest, RemovesWholeMonthsOfAllTenants) {
  Keep("t1", "2024-01-01 00:00Z");
  Keep("t2", "2024-01-31 23:59:59Z");
  Keep("t1", "2024-02-01 00:00Z");

  EXPECT_EQ(Drop(Noon(2024y / March / 31)), 0);
  EXPECT_EQ(Kept("summary"), 3);
  EXPECT_EQ(Drop(Noon(2024y / April / 1)), 2);

  EXPECT_EQ(Kept("summary"), 1);
  EXPECT_EQ(Kept("contact_fact"), 1);
}

TEST_F(SummaryRetentionTest, GoesOnAfterABatch) {
  Keep("t1", "2024-01-15 00:00Z", 1'201);

  EXPECT_EQ(Drop(Noon(2024y / April / 1)), 1'201);
  EXPECT_EQ(Kept("summary") + Kept("contact_fact"), 0);
}

TEST_F(SummaryRetentionTest, KeepsThisMonthWhateverTheClockSays) {
  Keep("t1", "now");

  EXPECT_EQ(Drop(SystemClock().Now() + hours(24 * 400)), 0);
  EXPECT_EQ(Kept("summary"), 1);
}

}  // namespace
}  // namespace aicc::summary
