#pragma once

#include <chrono>

namespace aicc {

using TimePoint = std::chrono::time_point<std::chrono::system_clock,
                                          std::chrono::microseconds>;

// The source of wall-clock time. Injected so that tests can choose "now".
// Implementations are safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  // Returns the current UTC time, truncated to microseconds because that is
  // what PostgreSQL keeps: a value survives a round trip unchanged.
  virtual TimePoint Now() const = 0;
};

// The real one.
class SystemClock final : public Clock {
 public:
  TimePoint Now() const override {
    return std::chrono::floor<std::chrono::microseconds>(
        std::chrono::system_clock::now());
  }
};

}  // namespace aicc
