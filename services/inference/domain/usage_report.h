#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/task.h"

namespace aicc::inference {

// Of which calls, and how finely.
struct UsageSpan {
  TimePoint from;
  TimePoint to;
  bool by_day = false;
};

// Calls of one kind, added up.
struct UsageFigures {
  std::optional<TimePoint> day;
  std::string model;
  std::string tier;
  std::string task;
  std::int64_t calls = 0;
  std::int64_t failed = 0;
  std::int64_t prompt_tokens = 0;
  std::int64_t cached_tokens = 0;
  std::int64_t completion_tokens = 0;
  std::int64_t reasoning_tokens = 0;
  std::int64_t cost_micro_usd = 0;
  std::chrono::microseconds first_token_p50{0};
  std::chrono::microseconds first_token_p95{0};
  std::chrono::microseconds overhead_p50{0};
};

// Reads the ledger. Thread-safe.
class UsageReader {
 public:
  virtual ~UsageReader() = default;

  // The figures of the caller's tenant; at most 1,000, the dearest of each day
  // first.
  virtual Task<Result<std::vector<UsageFigures>>> Usage(
      const CallContext& call, const UsageSpan& span) = 0;
};

}  // namespace aicc::inference
