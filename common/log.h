#pragma once

#include <spdlog/spdlog.h>

namespace aicc {

// The log of this process, to standard error, one line an event, `key=value`.
// Error: a human must act. Warn: we coped. Info: a caller's mistake, or a start
// or stop. Debug: the rest. Never a customer's words or a secret.
spdlog::logger& Log();

}  // namespace aicc
