#include <gtest/gtest.h>

#include "common/uuid.h"
#include "services/summary/storage/postgres_summary_store.h"
#include "tests/common/await.h"
#include "tests/common/test_database.h"

namespace aicc::summary {
namespace {

class SummaryStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    if (TestDatabase::Get() == nullptr) GTEST_SKIP() << "no AICC_TEST_DSN";
    database_.emplace(Database::Options{TestDatabase::Get()->app_dsn(), 2});
    store_.emplace(*database_);
  }

  Summary ASummary(int last_seq) const {
    Summary summary;
    summary.session_id = id_;
    summary.last_seq = last_seq;
    summary.locale = "ko";
    summary.sections = {
        {SectionKind::kSituation,
         {{"고객은 \"요금이 '두 배'예요\\\"라고 말했습니다.", {1, 3}}}},
        {SectionKind::kSatisfaction, {{"😀", {9}}}}};
    summary.entities = {{"money", "44,000원", {2, 4}}};
    summary.model = "builtin";
    summary.dropped_sentence_count = 2;
    summary.create_time =
        TimePoint(std::chrono::microseconds(1'700'000'000'123'456));
    return summary;
  }

  const std::string id_ = NewUuid();
  const CallContext call_ = CallContext::ForService("t1", "summary");
  const CallContext other_ = CallContext::ForService("t2", "summary");
  std::optional<Database> database_;
  std::optional<PostgresSummaryStore> store_;
};

TEST_F(SummaryStoreTest, GivesBackWhatItKeeps) {
  const auto kept = Await(store_->Keep(call_, ASummary(7)));
  const auto found = Await(store_->Latest(call_, id_));

  ASSERT_TRUE(kept);
  EXPECT_EQ(*kept, ASummary(7));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ(**found, ASummary(7));
}

TEST_F(SummaryStoreTest, HasNoneBeforeTheFirst) {
  const auto found = Await(store_->Latest(call_, id_));

  ASSERT_TRUE(found);
  EXPECT_FALSE(found->has_value());
}

TEST_F(SummaryStoreTest, KeepsTheFirstOfOneLastSeq) {
  Summary second = ASummary(7);
  second.model = "vllm/exaone";
  Await(store_->Keep(call_, ASummary(7)));

  const auto kept = Await(store_->Keep(call_, second));

  EXPECT_EQ(kept->model, "builtin");
}

TEST_F(SummaryStoreTest, GivesTheOneThatReachesFurthest) {
  Await(store_->Keep(call_, ASummary(9)));
  Await(store_->Keep(call_, ASummary(7)));

  EXPECT_EQ((*Await(store_->Latest(call_, id_)))->last_seq, 9);
}

TEST_F(SummaryStoreTest, HidesSummariesFromOtherTenants) {
  Await(store_->Keep(call_, ASummary(7)));

  const auto found = Await(store_->Latest(other_, id_));

  EXPECT_FALSE(found->has_value());
  // Nor is the id taken there.
  EXPECT_EQ(Await(store_->Keep(other_, ASummary(7)))->last_seq, 7);
}

// Not the statement's WHERE, the database itself.
TEST_F(SummaryStoreTest, IsHiddenByTheDatabaseItself) {
  Await(store_->Keep(call_, ASummary(7)));
  const auto count = [](Transaction& t) -> Result<int> {
    return t.work().exec1("SELECT count(*) FROM summary.summary")[0].as<int>();
  };
  const auto steal = [&](Transaction& t) -> Result<int> {
    return static_cast<int>(
        t.work()
            .exec("UPDATE summary.summary SET tenant_id = 't2'")
            .affected_rows());
  };
  const auto nobody = CallContext::ForService("t3", "summary");

  EXPECT_GE(*Await(database_->Run(call_, count)), 1);
  EXPECT_EQ(*Await(database_->Run(nobody, count)), 0);
  EXPECT_THROW(Await(database_->Run(call_, steal)), pqxx::sql_error);
}

}  // namespace
}  // namespace aicc::summary
