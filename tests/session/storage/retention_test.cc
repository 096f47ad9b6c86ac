#include "services/session/storage/retention.h"

#include <future>
#include <pqxx/pqxx>

#include "tests/common/await.h"
#include "tests/session/customer_fixture.h"

namespace aicc::session {
namespace {

using namespace std::chrono;

// Contacts that began in past months, dropped as of now.
class RetentionTest : public CustomerTest {
 protected:
  void SetUp() override {
    CustomerTest::SetUp();
    if (!instance_) return;
    database_ = std::make_unique<Database>(
        Database::Options{.dsn = TestDatabase::Get()->app_dsn()});
  }
  // What a test leaves behind would wait in another one's months.
  void TearDown() override {
    if (!instance_) return;
    Sql("UPDATE session.session SET state = 7 WHERE session_id < "
        "session.first_uuid(now() - interval '40 days')");
    EXPECT_TRUE(Drop(1));
  }

  static pqxx::result Sql(const std::string& sql) {
    pqxx::connection connection(TestDatabase::Get()->owner_dsn());
    pqxx::nontransaction now(connection);
    return now.exec(sql);
  }
  static int Count(const std::string& what) {
    return Sql("SELECT count(*) FROM " + what)[0][0].as<int>();
  }

  // The first day of the month that was `months` months ago, 00:00 UTC.
  static sys_days MonthsAgo(int months) {
    const year_month_day today{floor<days>(system_clock::now())};
    return (today.year() / today.month() - std::chrono::months(months)) / 1;
  }
  static std::string PartitionOf(int months_ago) {
    const year_month_day day{MonthsAgo(months_ago)};
    char name[32];
    std::snprintf(name, sizeof name, "session.event_%04d_%02u",
                  static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()));
    return name;
  }
  static void MakePartition(int months_ago) {
    const auto bound = [](int months) {
      return "session.first_uuid(to_timestamp(" +
             std::to_string(MonthsAgo(months).time_since_epoch() / seconds(1)) +
             "))";
    };
    Sql("DO $$ BEGIN EXECUTE format('CREATE TABLE " + PartitionOf(months_ago) +
        " PARTITION OF session.event FOR VALUES FROM (%L) TO (%L)', " +
        bound(months_ago) + ", " + bound(months_ago - 1) + "); END $$");
  }
  static bool Exists(const std::string& table) {
    return !Sql("SELECT to_regclass('" + table + "')")[0][0].is_null();
  }

  enum class End { kClosed, kWaiting, kWithTheBot };

  // Starts a contact in the middle of a month, and brings it to its `end`.
  std::string StartMonthsAgo(int months_ago, End end = End::kClosed) {
    const auto then = MonthsAgo(months_ago) + days(14);
    const auto by =
        duration_cast<microseconds>(then - floor<days>(system_clock::now()));
    instance_->clock().Step(by);
    const auto id = Service().Start("c1").session_id();
    EXPECT_EQ(Reason(Service().Say(id, v1::SPEAKER_CUSTOMER, "안녕하세요")),
              "");
    if (end != End::kWithTheBot) {
      EXPECT_EQ(Reason(Service().RequestAgent(id)), "");
    }
    if (end == End::kClosed) {
      EXPECT_EQ(Reason(Service().End(id)), "");
    }
    instance_->clock().Step(-by);
    return id;
  }

  Result<Dropped> DropOnce(int months) {
    return Await(DropExpired(*database_, SystemClock().Now(), months));
  }
  // As often as it takes: the search index may be reading the log.
  Result<Dropped> Drop(int months) {
    std::int64_t before = 0;
    for (int i = 0;; ++i) {
      auto dropped = DropOnce(months);
      if (!dropped) return dropped;
      dropped->contacts += before;
      if (dropped->complete || i == 20) return dropped;
      before = dropped->contacts;
    }
  }

  std::unique_ptr<Database> database_;
};

TEST_F(RetentionTest, DropsWholeMonthsThatAreOlderAndNothingElse) {
  MakePartition(5);
  const auto old = StartMonthsAgo(5);
  const auto kept = StartMonthsAgo(2);
  const auto present = Service().Start("c1").session_id();
  ASSERT_EQ(Count(PartitionOf(5)), 5);

  const auto dropped = Drop(2);

  ASSERT_EQ(Reason(dropped), "");
  EXPECT_EQ(dropped->contacts, 1);
  EXPECT_EQ(dropped->waiting, 0);
  EXPECT_TRUE(dropped->complete);
  EXPECT_FALSE(Exists(PartitionOf(5)));
  EXPECT_EQ(Reason(Service().Get(old)), "SESSION_NOT_FOUND");
  EXPECT_EQ(Count("session.request WHERE session_id = '" + old + "'"), 0);
  EXPECT_EQ(Reason(Service().Get(kept)), "");
  EXPECT_EQ(Service().Log(kept).size(), 5u);
  EXPECT_EQ(Reason(Service().Get(present)), "");
  EXPECT_EQ(Contacts(Service(), "c1")->contacts_size(), 2);
}

TEST_F(RetentionTest, TakesWhatIsInTheDefaultPartitionToo) {
  const auto old = StartMonthsAgo(5);
  ASSERT_EQ(Count("session.event_default WHERE session_id = '" + old + "'"), 5);

  EXPECT_EQ(Drop(3)->contacts, 1);

  EXPECT_EQ(Count("session.event_default"), 0);
  EXPECT_EQ(Reason(Service().Get(old)), "SESSION_NOT_FOUND");
}

TEST_F(RetentionTest, WaitsWithTheMonthWhileAContactOfItIsOpen) {
  MakePartition(6);
  const auto closed = StartMonthsAgo(6);
  const auto open = StartMonthsAgo(6, End::kWaiting);
  const auto younger = StartMonthsAgo(5);

  const auto dropped = Drop(3);

  EXPECT_EQ(dropped->contacts, 1);
  EXPECT_EQ(dropped->waiting, 1);
  EXPECT_EQ(Service().Log(closed).size(), 5u);
  EXPECT_EQ(Reason(Service().Get(younger)), "SESSION_NOT_FOUND");

  ASSERT_EQ(Reason(Service().End(open)), "");
  EXPECT_EQ(Drop(3)->contacts, 2);
  EXPECT_FALSE(Exists(PartitionOf(6)));
}

// A chat that was left in the middle would hold its month for ever.
TEST_F(RetentionTest, DoesNotWaitForSelfServiceThatNobodyEnded) {
  const auto left = StartMonthsAgo(5, End::kWithTheBot);

  const auto dropped = Drop(3);

  EXPECT_EQ(dropped->contacts, 1);
  EXPECT_EQ(dropped->waiting, 0);
  EXPECT_EQ(Reason(Service().Get(left)), "SESSION_NOT_FOUND");
}

TEST_F(RetentionTest, WaitsForSelfServiceThatGoesOn) {
  const auto going_on = StartMonthsAgo(2, End::kWithTheBot);
  ASSERT_EQ(Reason(Service().Say(going_on, v1::SPEAKER_CUSTOMER, "여보세요")),
            "");

  EXPECT_EQ(Drop(1)->waiting, 1);

  EXPECT_EQ(Reason(Service().Get(going_on)), "");
}

TEST_F(RetentionTest, LooksAgainOnceItHasTheLock) {
  const auto back = StartMonthsAgo(5, End::kWithTheBot);
  pqxx::connection connection(TestDatabase::Get()->owner_dsn());
  pqxx::work work(connection);
  work.exec("UPDATE session.session SET state = 2 WHERE session_id = '" + back +
            "'");
  auto drop = std::async(std::launch::async, [&] { return DropOnce(3); });
  while (drop.wait_for(milliseconds(1)) != std::future_status::ready &&
         Count("pg_stat_activity WHERE wait_event_type = 'Lock' AND query "
               "LIKE '%drop_month%'") == 0) {
  }

  work.commit();

  auto dropped = drop.get();
  // It does not wait for long, and this machine may be slow.
  if (!dropped->complete) dropped = Drop(3);
  EXPECT_EQ(dropped->waiting, 1);
  EXPECT_EQ(Reason(Service().Get(back)), "");
}

TEST_F(RetentionTest, TheDatabaseItselfKeepsAMonthThatIsNotOver) {
  const auto present = Service().Start("c1").session_id();

  EXPECT_THROW(Sql("SELECT session.drop_month(now()::date, 100)"),
               pqxx::sql_error);
  EXPECT_EQ(
      Sql("SELECT count(*) FROM session.expired_months(now() + "
          "interval '1 year') m WHERE m >= date_trunc('month', now())")[0][0]
          .as<int>(),
      0);
  EXPECT_EQ(Reason(Service().Get(present)), "");
}

TEST_F(RetentionTest, DropsOffersAndGoesOnAfterABatch) {
  const auto first = StartMonthsAgo(5);
  Sql("INSERT INTO session.offer SELECT gen_random_uuid(), tenant_id, "
      "session_id, 'a1', 3, now(), 1 FROM session.session WHERE session_id = "
      "'" +
      first + "'");
  Sql("INSERT INTO session.session SELECT (substr(session_id::text, 1, 24) || "
      "lpad(to_hex(i), 12, '0'))::uuid, tenant_id, requester, 'r' || i, "
      "channel, "
      "locale, customer_id, customer_name, source, start_time, state, "
      "floor_owner, floor_epoch, floor_agent, last_seq FROM session.session, "
      "generate_series(1, 450) i WHERE session_id = '" +
      first + "'");

  EXPECT_EQ(Drop(3)->contacts, 451);
  EXPECT_EQ(Count("session.offer WHERE session_id = '" + first + "'"), 0);
}

TEST_F(RetentionTest, LeavesAMonthForLaterWhileItIsLockedOrSomebodyElseIsAtIt) {
  const auto old = StartMonthsAgo(5);
  pqxx::connection connection(TestDatabase::Get()->owner_dsn());
  {
    pqxx::work reader(connection);
    reader.exec("SELECT FROM session.session WHERE session_id = '" + old +
                "' FOR UPDATE");
    EXPECT_FALSE(DropOnce(3)->complete);
  }
  {
    pqxx::work other(connection);
    other.exec("SELECT pg_advisory_xact_lock(728461937)");
    EXPECT_FALSE(DropOnce(3)->complete);
  }
  EXPECT_EQ(Reason(Service().Get(old)), "");

  EXPECT_TRUE(Drop(3)->complete);
  EXPECT_EQ(Reason(Service().Get(old)), "SESSION_NOT_FOUND");
}

TEST_F(RetentionTest, RunsByItselfWhereItIsConfigured) {
  const auto old = StartMonthsAgo(5);
  auto config = Instance::TestConfig();
  config.retention_months = 3;

  const Instance keeper(TestDatabase::Get()->app_dsn(), config);

  EXPECT_TRUE(Eventually(
      [&] { return Reason(Service().Get(old)) == "SESSION_NOT_FOUND"; }));
}

TEST_F(RetentionTest, KeepsCustomersAndTheirConsents) {
  (void)StartMonthsAgo(5);
  ASSERT_TRUE(PutPhone("c1", "01012345678"));
  ASSERT_TRUE(SetConsent(Service(), "c1", v1::CONSENT_PURPOSE_MARKETING, true));

  EXPECT_EQ(Drop(3)->contacts, 1);

  EXPECT_EQ(Reason(Get("c1")), "");
  EXPECT_EQ(Consents(Service(), "c1")->receipts_size(), 1);
  EXPECT_EQ(Contacts(Service(), "c1")->contacts_size(), 0);
}

}  // namespace
}  // namespace aicc::session
