#include <pqxx/pqxx>

#include "tests/session/fixture.h"

namespace aicc::session {
namespace {

using Sessions = v1::SessionService::Stub;

class SearchIndexTest : public ServiceTest {
 protected:
  int Hits(const std::string& query) {
    v1::SearchSessionsRequest request;
    request.set_query(query);
    request.set_page_size(100);
    const auto page = Service().Call(&Sessions::SearchSessions, request);
    EXPECT_EQ(Reason(page), "");
    return page ? page->hits_size() : -1;
  }

  int Count(const std::string& table) {
    pqxx::connection connection(TestDatabase::Get()->owner_dsn());
    pqxx::work work(connection);
    return work
        .exec1("SELECT count(*) FROM session." + table +
               " WHERE tenant_id = " + work.quote(tenant_))[0]
        .as<int>();
  }

  static void Sql(const std::string& sql) {
    pqxx::connection connection(TestDatabase::Get()->owner_dsn());
    pqxx::nontransaction now(connection);
    now.exec(sql);
  }

  // After a rebuild, which is of all tenants, what is new has its turn last.
  static bool InTheEnd(const std::function<bool()>& true_now) {
    for (int i = 0; i < 9; ++i) {
      if (Eventually(true_now)) return true;
    }
    return false;
  }

  void Say(const std::string& text) {
    const auto id = Service().Start().session_id();
    ASSERT_EQ(Reason(Service().Say(id, v1::SPEAKER_CUSTOMER, text)), "");
  }
};

TEST_F(SearchIndexTest, IsFilledOnceByAnyNumberOfReplicas) {
  std::vector<std::unique_ptr<Instance>> replicas;
  for (int i = 0; i < 2; ++i) {
    replicas.push_back(
        std::make_unique<Instance>(TestDatabase::Get()->app_dsn()));
  }
  for (int i = 0; i < 40; ++i) Say("요금제를 바꿔 주세요");

  EXPECT_TRUE(Eventually([&] { return Count("utterance_terms") == 40; }));
  EXPECT_EQ(Count("search_task"), 0);
  EXPECT_EQ(Hits("요금제"), 40);
}

TEST_F(SearchIndexTest, GoesOnWhereAnotherEnded) {
  instance_.reset();
  {
    Config config = Instance::TestConfig();
    Instance first(TestDatabase::Get()->app_dsn(), config);
    Client client(first, {tenant_, "test", Role::kService});
    for (int i = 0; i < 10; ++i) {
      const auto id = client.Start().session_id();
      ASSERT_EQ(Reason(client.Say(id, v1::SPEAKER_CUSTOMER, "해지할래요")), "");
    }
  }

  instance_ = std::make_unique<Instance>(TestDatabase::Get()->app_dsn());

  EXPECT_TRUE(Eventually([&] { return Hits("해지") == 10; }));
  EXPECT_EQ(Count("search_task"), 0);
}

// A commit that comes after later ones were indexed is not missed.
TEST_F(SearchIndexTest, MissesNoLateCommit) {
  const auto late = Service().Start().session_id();
  pqxx::connection connection(TestDatabase::Get()->owner_dsn());
  pqxx::work work(connection);
  work.exec("SELECT set_config('aicc.tenant_id', " + work.quote(tenant_) +
            ", true)");
  work.exec(
      "INSERT INTO session.event (session_id, seq, tenant_id, event_id, type, "
      "event_time, record_time, speaker, text) VALUES (" +
      work.quote(late) + ", 2, " + work.quote(tenant_) +
      ", 'late', 10, now(), now(), 1, '환불이요')");
  work.exec(
      "INSERT INTO session.search_task (tenant_id, session_ids, seqs) VALUES "
      "(" +
      work.quote(tenant_) + ", ARRAY[" + work.quote(late) +
      "]::uuid[], '{2}')");
  Say("환불해 주세요");
  ASSERT_TRUE(Eventually([&] { return Hits("환불") == 1; }));

  work.commit();

  EXPECT_TRUE(Eventually([&] { return Hits("환불") == 2; }));
}

TEST_F(SearchIndexTest, CanBeRebuiltFromTheLog) {
  for (int i = 0; i < 10; ++i) Say("멤버십 할인이요");
  ASSERT_TRUE(Eventually([&] { return Hits("할인") == 10; }));

  Sql("SELECT session.rebuild_search()");

  EXPECT_TRUE(InTheEnd([&] { return Hits("할인") == 10; }));
  EXPECT_EQ(Count("utterance_terms"), 10);
}

TEST_F(SearchIndexTest, ShowsNoOtherTenantAndHoldsNoWords) {
  Say("비밀이에요");
  ASSERT_TRUE(InTheEnd([&] { return Count("utterance_terms") == 1; }));
  pqxx::connection connection(TestDatabase::Get()->app_dsn());
  pqxx::work work(connection);
  work.exec("SELECT set_config('aicc.tenant_id', 'somebody-else', true)");

  for (const char* table : {"utterance_terms", "search_task"}) {
    EXPECT_EQ(
        work.exec1(std::string("SELECT count(*) FROM session.") + table)[0]
            .as<int>(),
        0);
  }
  // Even with our terms in hand.
  EXPECT_TRUE(work.exec("SELECT session.contacts_with_terms('{0}', '{\"{}\"}', "
                        "'{0}', '{0}')")
                  .empty());
}

TEST_F(SearchIndexTest, IsRebuiltByTheOwnerOnly) {
  pqxx::connection connection(TestDatabase::Get()->app_dsn());
  pqxx::work work(connection);

  EXPECT_THROW(work.exec("SELECT session.rebuild_search()"),
               pqxx::insufficient_privilege);
}

}  // namespace
}  // namespace aicc::session
