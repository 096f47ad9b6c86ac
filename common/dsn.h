#pragma once

#include <string>
#include <string_view>

namespace aicc {

// `dsn`, a libpq connection string or URI, with limits for how long to wait for
// a server that is gone without a word: half a minute, where TCP would wait for
// minutes or hours. Limits that `dsn` itself sets stay.
std::string WithTimeLimits(std::string_view dsn);

}  // namespace aicc
