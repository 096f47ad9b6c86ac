#pragma once

#include <string>

namespace aicc {

// True if a PostgreSQL server accepts connections at `dsn` now.
bool DatabaseAnswers(const std::string& dsn);

}  // namespace aicc
