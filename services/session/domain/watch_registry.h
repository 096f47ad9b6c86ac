#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aicc::session {

// Knows who in this process follows which log, and how far they are, so that
// one look at the store can tell who has missed a ring. Thread-safe.
class WatchRegistry {
 public:
  // One follower, for as long as it exists.
  class Watch {
   public:
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    // Everything up to `seq` has been sent.
    void Seen(std::int32_t seq) { seen_.store(seq); }

   private:
    friend class WatchRegistry;
    Watch(WatchRegistry& registry, std::string_view session_id);

    WatchRegistry& registry_;
    std::atomic<std::int32_t> seen_ = 0;
    std::multimap<std::string, Watch*, std::less<>>::iterator self_;
  };

  // REQUIRES: this outlives the watch.
  std::unique_ptr<Watch> Add(std::string_view session_id);

  // The contacts followed, each with how far the slowest follower is, sorted.
  std::vector<std::pair<std::string, std::int32_t>> Snapshot() const;

 private:
  mutable std::mutex mutex_;
  // Guarded by mutex_.
  std::multimap<std::string, Watch*, std::less<>> watches_;
};

}  // namespace aicc::session
