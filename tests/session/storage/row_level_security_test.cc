#include <pqxx/pqxx>

#include "tests/session/customer_fixture.h"

namespace aicc::session {
namespace {

class RowLevelSecurityTest : public CustomerTest {
 protected:
  void SetUp() override {
    CustomerTest::SetUp();
    if (!instance_) return;
    const auto id = Service().Start().session_id();
    ASSERT_EQ(Reason(Service().RequestAgent(id)), "");
    ASSERT_EQ(Reason(AgentNamed("a1").Presence(v1::PRESENCE_AVAILABLE)), "");
    AwaitState(id, v1::STATE_OFFERED);
    ASSERT_TRUE(PutPhone("c1", "01012345678"));
    ASSERT_TRUE(
        SetConsent(Service(), "c1", v1::CONSENT_PURPOSE_RECORDING, true));
  }

  static int Count(pqxx::work& work, const std::string& table) {
    return work.exec1("SELECT count(*) FROM session." + table)[0].as<int>();
  }
};

constexpr const char* kTables[] = {"session",
                                   "event",
                                   "request",
                                   "agent",
                                   "offer",
                                   "customer",
                                   "customer_identifier",
                                   "consent"};

TEST_F(RowLevelSecurityTest, ShowsATenantItsOwnRows) {
  pqxx::connection connection(TestDatabase::Get()->app_dsn());
  pqxx::work work(connection);
  work.exec("SELECT set_config('aicc.tenant_id', " + work.quote(tenant_) +
            ", true)");

  for (const char* table : kTables) EXPECT_GT(Count(work, table), 0) << table;
}

TEST_F(RowLevelSecurityTest, ShowsAnotherTenantNothing) {
  pqxx::connection connection(TestDatabase::Get()->app_dsn());
  pqxx::work work(connection);
  work.exec("SELECT set_config('aicc.tenant_id', 'somebody-else', true)");

  for (const char* table : kTables) EXPECT_EQ(Count(work, table), 0) << table;
}

TEST_F(RowLevelSecurityTest, ShowsNothingWithoutATenant) {
  pqxx::connection connection(TestDatabase::Get()->app_dsn());
  pqxx::work work(connection);

  for (const char* table : kTables) EXPECT_EQ(Count(work, table), 0) << table;
}

TEST_F(RowLevelSecurityTest, RefusesRowsForAnotherTenant) {
  pqxx::connection connection(TestDatabase::Get()->app_dsn());
  pqxx::work work(connection);
  work.exec("SELECT set_config('aicc.tenant_id', 'somebody-else', true)");

  EXPECT_THROW(
      work.exec("INSERT INTO session.agent VALUES (" + work.quote(tenant_) +
                ", 'a9', 'x', 1, 1, null, now())"),
      pqxx::insufficient_privilege);
}

TEST_F(RowLevelSecurityTest, LetsNobodyChangeOrRemoveTheLog) {
  for (const char* sql :
       {"UPDATE session.event SET seq = 1", "DELETE FROM session.event",
        "TRUNCATE session.event", "SELECT * FROM session.event_default",
        "UPDATE session.consent SET granted = true",
        "DELETE FROM session.consent"}) {
    pqxx::connection connection(TestDatabase::Get()->app_dsn());
    pqxx::work work(connection);
    EXPECT_THROW(work.exec(sql), pqxx::insufficient_privilege) << sql;
  }
}

TEST_F(RowLevelSecurityTest, PutsThisMonthsEventsIntoThisMonthsPartition) {
  pqxx::connection connection(TestDatabase::Get()->owner_dsn());
  pqxx::work work(connection);

  EXPECT_EQ(
      work.exec1("SELECT count(*) FROM session.event_default")[0].as<int>(), 0);
  EXPECT_EQ(work.exec1("SELECT count(*) FROM pg_inherits WHERE inhparent = "
                       "'session.event'::regclass")[0]
                .as<int>(),
            5);
  EXPECT_EQ(work.exec1("SELECT session.ensure_partitions()")[0].as<int>(), 0);
}

}  // namespace
}  // namespace aicc::session
