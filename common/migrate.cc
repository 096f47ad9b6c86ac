#include "common/migrate.h"

#include <map>
#include <pqxx/pqxx>

#include "common/database.h"
#include "common/dsn.h"

namespace aicc {
namespace {

// Any number that nobody else in this database locks.
constexpr char kLock[] = "SELECT pg_advisory_lock(728461935)";

constexpr char kCreateLedger[] =
    "CREATE TABLE IF NOT EXISTS public.aicc_migration ("
    "  name text PRIMARY KEY,"
    "  md5 text NOT NULL,"
    "  apply_time timestamptz NOT NULL DEFAULT now())";

Failure MigrationChanged(const std::string& name) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "MIGRATION_CHANGED",
                  "migration " + name +
                      " was applied with another text; migrations are never "
                      "edited, add a new one",
                  {{"migration", name}}});
}

Failure MigrationFailed(const std::string& name, const char* what) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "MIGRATION_FAILED",
                  "migration " + name + " failed: " + what,
                  {{"migration", name}}});
}

// What PostgreSQL says names host, database and role, never a password.
Failure CannotConnect(std::string why) {
  while (why.ends_with('\n')) why.pop_back();
  return Failure({ErrorKind::kUnavailable,
                  "STORE_UNAVAILABLE",
                  "cannot connect to PostgreSQL: " + why,
                  {}});
}

std::map<std::string, std::string> Applied(pqxx::connection& connection) {
  pqxx::work work(connection);
  work.exec0(kCreateLedger);
  std::map<std::string, std::string> applied;
  for (const auto& row :
       work.exec("SELECT name, md5 FROM public.aicc_migration")) {
    applied.emplace(row[0].as<std::string>(), row[1].as<std::string>());
  }
  work.commit();
  return applied;
}

void Apply(pqxx::connection& connection, const Migration& migration,
           const std::string& name) {
  pqxx::work work(connection);
  work.exec(migration.text);
  work.exec_params0(
      "INSERT INTO public.aicc_migration(name, md5) VALUES ($1, md5($2))", name,
      migration.text);
  work.commit();
}

}  // namespace

Result<std::vector<std::string>> Migrate(const std::string& owner_dsn) {
  std::vector<std::string> done;
  try {
    pqxx::connection connection(WithTimeLimits(owner_dsn));
    {
      pqxx::nontransaction now(connection);
      now.exec("SET client_min_messages = warning");
      now.exec(kLock);  // Held until the connection closes.
    }
    const auto applied = Applied(connection);
    for (const Migration& migration : AllMigrations()) {
      const std::string name =
          std::string(migration.schema) + "/" + migration.name;
      const auto before = applied.find(name);
      if (before != applied.end()) {
        pqxx::nontransaction now(connection);
        const auto md5 = now.exec_params1("SELECT md5($1)", migration.text)[0]
                             .as<std::string>();
        if (md5 != before->second) return MigrationChanged(name);
        continue;
      }
      try {
        Apply(connection, migration, name);
      } catch (const pqxx::sql_error& e) {
        return MigrationFailed(name, e.what());
      }
      done.push_back(name);
    }
  } catch (const pqxx::broken_connection& e) {
    return CannotConnect(e.what());
  }
  return done;
}

}  // namespace aicc
