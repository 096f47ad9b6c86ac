#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace aicc::bench {

// What is asked of whom, by so many clients at once, each with a connection of
// its own and one request after the other.
struct Load {
  int port = 0;
  std::string request;  // As it goes over the wire.
  int clients = 1;
  // Which ends it first; requests that have begun are ended.
  std::chrono::milliseconds time{1'000};
  std::int64_t requests = INT64_MAX;
  // Clients begin one after the other within so long.
  std::chrono::milliseconds spread{0};
  // Leaves the times of each client's first request out: it opens connections,
  // here and behind the gateway, and how much that weighs depends on `time`.
  bool steady = false;
};

struct Measured {
  double seconds = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;  // Of any status but 200, or broken off.
  // In nanoseconds; of streams also until the first word.
  std::vector<std::int64_t> latency;
  std::vector<std::int64_t> first;
  std::int64_t deltas = 0;       // Words that came.
  std::int64_t longest_gap = 0;  // Between two of one stream.
};

// Runs on the calling thread.
Measured Run(const Load& load);

// In microseconds.
double Percentile(std::vector<std::int64_t> times, double share);

}  // namespace aicc::bench
