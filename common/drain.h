#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

#include "common/error.h"
#include "common/task.h"

namespace aicc {

// Says, once, that this process is about to stop as planned, so that streams
// take their leave instead of being cut off. Thread-safe.
class Drain {
 public:
  // Somebody who wants to be told, for as long as it exists.
  class Notice {
   public:
    virtual ~Notice() = default;
  };

  // Calls `tell` when it begins, at once if it has begun. `tell` must not
  // block, nor make or destroy notices.
  //
  // REQUIRES: this outlives the notice.
  [[nodiscard]] std::unique_ptr<Notice> OnBegin(std::function<void()> tell);

  void Begin();
  bool begun() const { return begun_.load(); }

 private:
  class Entry;

  std::atomic<bool> begun_ = false;
  std::mutex mutex_;
  std::list<std::function<void()>> tells_;  // Guarded by mutex_.
};

// kUnavailable, "SERVER_STOPPING".
Failure ServerStopping();

// How a stream ends once its last answer was written: as ServerStopping(), a
// moment later, because an error overtakes what its caller has not read yet.
Task<Result<void>> EndOfStream();

}  // namespace aicc
