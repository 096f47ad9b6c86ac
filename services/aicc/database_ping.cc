#include "services/aicc/database_ping.h"

#include <pqxx/pqxx>

#include "common/database.h"
#include "common/dsn.h"

namespace aicc {

bool DatabaseAnswers(const std::string& dsn) {
  try {
    pqxx::connection connection(WithTimeLimits(dsn));
    return connection.is_open();
  } catch (const pqxx::failure&) {
    return false;  // Not yet, or not any more.
  }
}

Result<void> CheckDatabaseRole(const std::string& dsn) {
  try {
    pqxx::connection connection(WithTimeLimits(dsn));
    return CheckRole(connection);
  } catch (const pqxx::failure&) {
    return {};
  }
}

}  // namespace aicc
