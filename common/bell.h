#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "common/task.h"

namespace aicc {

// Wakes coroutines that wait for something to happen to a key, such as a
// session. It carries no data: who is woken reads the store again, so that a
// lost or doubled ring costs time and nothing else, and a slow listener holds
// one pending ring, never a queue. Thread-safe.
class Bell {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;

    // Waits for the next ring; returns at once if there was one since Listen()
    // or since the last Next() returned.
    virtual Task<void> Next() = 0;
  };

  // Begins to listen, until the listener is destroyed. Listen before reading
  // what may change, or a change in between goes unheard.
  //
  // REQUIRES: this bell outlives the listener.
  Task<std::unique_ptr<Listener>> Listen(std::string_view key);

  // The same for a coroutine that will run on `executor`.
  std::unique_ptr<Listener> Listen(
      std::string_view key, const boost::asio::any_io_executor& executor);

  // Wakes everyone who listens to `key`. Never waits.
  void Ring(std::string_view key);

  // Wakes everyone, when it is not known what was missed. Never waits.
  void RingAll();

 private:
  class Ear;

  std::mutex mutex_;
  std::multimap<std::string, Ear*, std::less<>> ears_;  // Guarded by mutex_.
};

// Awaits the next ring for `limit` at most; true if there was one.
Task<bool> NextWithin(Bell::Listener& listener,
                      std::chrono::milliseconds limit);

}  // namespace aicc
