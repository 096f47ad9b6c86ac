#include "common/migrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <pqxx/pqxx>

namespace aicc {
namespace {

// On an empty database of its own, in a real PostgreSQL.
class MigrateTest : public testing::Test {
 protected:
  void SetUp() override {
    const char* dsn = std::getenv("AICC_TEST_DSN");
    if (dsn == nullptr) GTEST_SKIP() << "AICC_TEST_DSN is not set";
    server_ = dsn;
    name_ = "migrate_" + std::to_string(::getpid());
    Sql(server_, "CREATE DATABASE " + name_);
    dsn_ = server_ + " dbname=" + name_;
  }
  void TearDown() override {
    if (!dsn_.empty()) {
      Sql(server_, "DROP DATABASE " + name_ + " WITH (FORCE)");
    }
  }

  static pqxx::result Sql(const std::string& dsn, const std::string& sql) {
    pqxx::connection connection(dsn);
    pqxx::nontransaction now(connection);
    return now.exec(sql);
  }

  std::string server_;
  std::string name_;
  std::string dsn_;
};

TEST_F(MigrateTest, AppliesEveryStepInOrderAndWritesItDown) {
  const auto applied = Migrate(dsn_);

  ASSERT_TRUE(applied) << applied.error().message;
  EXPECT_EQ(applied->size(), AllMigrations().size());
  EXPECT_EQ(applied->front(), "common/0001_roles");
  EXPECT_EQ(Sql(dsn_, "SELECT FROM public.aicc_migration").size(),
            applied->size());
}

TEST_F(MigrateTest, ASecondTimeDoesNothing) {
  ASSERT_TRUE(Migrate(dsn_));

  const auto again = Migrate(dsn_);

  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->empty());
}

TEST_F(MigrateTest, AnEditedStepIsRefused) {
  ASSERT_TRUE(Migrate(dsn_));
  Sql(dsn_,
      "UPDATE public.aicc_migration SET md5 = 'of another text' "
      "WHERE name = 'common/0001_roles'");

  const auto refused = Migrate(dsn_);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "MIGRATION_CHANGED");
  EXPECT_EQ(refused.error().metadata.at("migration"), "common/0001_roles");
}

TEST_F(MigrateTest, ABrokenStepIsNamedAndThoseBeforeItStay) {
  const auto& all = AllMigrations();
  const auto breakable = std::ranges::find_if(all, [](const Migration& m) {
    return std::string_view(m.schema) != "common";
  });
  if (breakable == all.end()) GTEST_SKIP() << "nothing but roles yet";
  // Its schema is there already: a CREATE SCHEMA fails.
  Sql(dsn_, "CREATE SCHEMA \"" + std::string(breakable->schema) + "\"");

  const auto failed = Migrate(dsn_);

  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().reason, "MIGRATION_FAILED");
  EXPECT_EQ(failed.error().metadata.at("migration"),
            std::string(breakable->schema) + "/" + breakable->name);
  EXPECT_EQ(Sql(dsn_,
                "SELECT FROM public.aicc_migration "
                "WHERE name = 'common/0001_roles'")
                .size(),
            1u);
}

TEST_F(MigrateTest, EveryTableOfAServiceIsBoundToItsTenant) {
  ASSERT_TRUE(Migrate(dsn_));

  const auto unbound =
      Sql(dsn_,
          "SELECT n.nspname || '.' || c.relname FROM pg_class c"
          "  JOIN pg_namespace n ON n.oid = c.relnamespace"
          " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
          "   AND n.nspname NOT IN ('public', 'information_schema')"
          "   AND n.nspname NOT LIKE 'pg\\_%'"
          "   AND (NOT c.relrowsecurity OR NOT EXISTS ("
          "     SELECT FROM pg_attribute a WHERE a.attrelid = c.oid"
          "        AND a.attname = 'tenant_id' AND a.attnotnull))");

  for (const auto& row : unbound) ADD_FAILURE() << row[0].c_str();
}

TEST_F(MigrateTest, WithoutADatabaseItSaysSo) {
  const auto migrated = Migrate(server_ + " dbname=no_such_database");

  EXPECT_EQ(migrated.error().reason, "STORE_UNAVAILABLE");
  EXPECT_THAT(migrated.error().message,
              testing::HasSubstr("\"no_such_database\" does not exist"));
}

// As deploy/config/aicc.yaml tells an administrator to prepare it.
TEST_F(MigrateTest, ItsOwnerNeedsNoMoreThanToMakeRoles) {
  const std::string name = "owned_" + std::to_string(::getpid());
  {
    pqxx::connection connection(server_ + " dbname=postgres");
    pqxx::nontransaction now(connection);
    now.exec("CREATE ROLE " + name + " LOGIN CREATEROLE");
    now.exec("CREATE DATABASE " + name + " OWNER " + name +
             " ENCODING 'UTF8' TEMPLATE template0");
  }

  const auto migrated = Migrate(server_ + " dbname=" + name + " user=" + name);

  EXPECT_TRUE(migrated) << migrated.error().message;
  pqxx::connection connection(server_ + " dbname=postgres");
  pqxx::nontransaction now(connection);
  now.exec("DROP DATABASE " + name);
  now.exec("DROP ROLE " + name);
}

}  // namespace
}  // namespace aicc
