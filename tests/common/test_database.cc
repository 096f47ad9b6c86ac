#include "tests/common/test_database.h"

#include <unistd.h>

#include <cstdlib>
#include <pqxx/pqxx>
#include <stdexcept>

#include "common/migrate.h"

namespace aicc {
namespace {

void Execute(const std::string& dsn, const std::string& sql) {
  pqxx::connection connection(dsn);
  pqxx::nontransaction now(connection);
  now.exec(sql);
}

}  // namespace

TestDatabase* TestDatabase::Get() {
  static const auto database = []() -> std::unique_ptr<TestDatabase> {
    const char* dsn = std::getenv("AICC_TEST_DSN");
    if (dsn == nullptr) return nullptr;
    return std::unique_ptr<TestDatabase>(new TestDatabase(dsn));
  }();
  return database.get();
}

TestDatabase::TestDatabase(std::string server_dsn)
    : server_dsn_(std::move(server_dsn)),
      name_("test_" + std::to_string(::getpid())) {
  Execute(server_dsn_, "CREATE DATABASE " + name_);
  // The last word of a connection string wins.
  owner_dsn_ = server_dsn_ + " dbname=" + name_;
  app_dsn_ = owner_dsn_ + " user=aicc_app";
  const auto migrated = Migrate(owner_dsn_);
  if (!migrated) throw std::runtime_error(migrated.error().message);
}

TestDatabase::~TestDatabase() {
  try {
    Execute(server_dsn_, "DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::exception&) {
    // The server is thrown away anyhow.
  }
}

}  // namespace aicc
