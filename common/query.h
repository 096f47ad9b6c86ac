#pragma once

namespace aicc {

// A statement and the name it goes by in prepared statements, logs and metrics.
// Written as storage/queries/<name>.sql; the constants are generated.
struct Query {
  const char* name;
  const char* text;
};

}  // namespace aicc
