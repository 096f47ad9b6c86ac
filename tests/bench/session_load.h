#pragma once

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aicc/session/v1/session.grpc.pb.h"

namespace aicc::bench {

// What the load drivers share: where the service is and who they are.
struct Target {
  std::string address;
  std::string bearer;  // "Bearer …" of ROLE_SERVICE.

  // A connection of its own.
  std::shared_ptr<grpc::Channel> Connect() const;
  void Authorize(grpc::ClientContext* context) const;
};

// Measured times, and what part of them was below a value.
class Times {
 public:
  void Add(std::chrono::steady_clock::duration time) {
    us_.push_back(std::chrono::duration<double, std::micro>(time).count());
  }
  void Merge(const Times& other) {
    us_.insert(us_.end(), other.us_.begin(), other.us_.end());
  }
  std::size_t count() const { return us_.size(); }
  // In milliseconds. REQUIRES: something was added.
  double Percentile(double p);

 private:
  std::vector<double> us_;
};

// Starts `count` contacts, many at a time, and returns their ids.
std::vector<std::string> StartSessions(const Target& target, std::size_t count);

struct Throughput {
  double per_second = 0;
  Times latency;
};

// Appends one utterance after the other to each of the sessions, all at the
// same time, each awaited.
Throughput AppendUnary(const Target& target,
                       const std::vector<std::string>& sessions,
                       std::chrono::seconds time);

// Sends utterances to each session over a stream of its own, `window` of them
// unacknowledged. Counts acknowledged ones.
Throughput Ingest(const Target& target,
                  const std::vector<std::string>& sessions, int window,
                  std::chrono::seconds time);

// Appends `per_second` events to the sessions in turn, each followed by a
// watcher: from just before the append to the watcher's receipt.
Times AppendToWatcher(const Target& target,
                      const std::vector<std::string>& sessions, int per_second,
                      std::chrono::seconds time);

// Opens a watch on each session, calls `open` once all have replayed, and keeps
// them until that returns.
void HoldWatchers(const Target& target,
                  const std::vector<std::string>& sessions,
                  const std::function<void()>& open);

}  // namespace aicc::bench
