#include "services/aicc/database_ping.h"

#include <pqxx/pqxx>

#include "common/database.h"

namespace aicc {

bool DatabaseAnswers(const std::string& dsn) {
  try {
    pqxx::connection connection(dsn + " connect_timeout=2");
    return connection.is_open();
  } catch (const pqxx::failure&) {
    return false;  // Not yet, or not any more.
  }
}

Result<void> CheckDatabaseRole(const std::string& dsn) {
  try {
    pqxx::connection connection(dsn + " connect_timeout=2");
    return CheckRole(connection);
  } catch (const pqxx::failure&) {
    return {};
  }
}

}  // namespace aicc
