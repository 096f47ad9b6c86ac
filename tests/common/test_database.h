#pragma once

#include <memory>
#include <string>

namespace aicc {

// A database of its own for one test program, in the PostgreSQL that
// AICC_TEST_DSN names (see tests/with_postgres.sh), with all migrations
// applied; dropped at the end.
class TestDatabase {
 public:
  // The one of this program, made when first asked for; nullptr without
  // AICC_TEST_DSN: skip the test then.
  static TestDatabase* Get();

  // As the owner, whom row-level security does not bind.
  const std::string& owner_dsn() const { return owner_dsn_; }
  // As services connect.
  const std::string& app_dsn() const { return app_dsn_; }

  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase();

 private:
  explicit TestDatabase(std::string server_dsn);

  std::string server_dsn_;
  std::string name_;
  std::string owner_dsn_;
  std::string app_dsn_;
};

}  // namespace aicc
