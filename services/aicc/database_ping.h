#pragma once

#include <string>

#include "common/error.h"

namespace aicc {

// True if a PostgreSQL server accepts connections at `dsn` now.
bool DatabaseAnswers(const std::string& dsn);

// CheckRole() of common/database.h; nothing if the database does not answer
// yet.
Result<void> CheckDatabaseRole(const std::string& dsn);

}  // namespace aicc
