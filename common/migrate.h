#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace aicc {

// A forward-only step of one schema, from migrations/<schema>/NNNN_name.sql.
struct Migration {
  const char* schema;
  const char* name;  // "0001_roles"
  const char* text;
};

// All of them, in the order to apply: `common` first, then by schema and
// number. Embedded when the program is built.
const std::vector<Migration>& AllMigrations();

// Applies to the database at `owner_dsn` what it does not have yet, each step
// in its own transaction, under a lock that lets one process migrate at a time.
// Returns the names of those applied, as "session/0001_events".
//
// "STORE_UNAVAILABLE" if there is no database; "MIGRATION_FAILED" names the
// step that failed (those before it stay); "MIGRATION_CHANGED" if a step that
// was applied once has another text now.
Result<std::vector<std::string>> Migrate(const std::string& owner_dsn);

}  // namespace aicc
