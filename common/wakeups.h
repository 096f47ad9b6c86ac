#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace aicc {

// Carries wake-ups between the processes of one system: what one tells, the
// others hear. Any of it may be lost: whoever hears a key reads the store
// again, and whoever must not miss anything looks now and then without being
// told. Thread-safe.
class Wakeups {
 public:
  // What is longer is not carried.
  static constexpr std::size_t kMaxKeyBytes = 200;
  static constexpr std::size_t kMaxNoteBytes = 5'000;

  // Called on a thread of the transport's; must not block, throw, or call the
  // transport.
  struct Ears {
    std::function<void(const std::string& key)> heard;
    // Bytes that another process has sent; not to be trusted.
    std::function<void(std::string_view note)> got;
    // The connection was made, or made again: anything may have been missed.
    std::function<void()> missed;
  };

  virtual ~Wakeups() = default;

  // Tells the other processes; equal keys that follow one another closely are
  // told once. Never blocks. Keys with a line break are not told.
  virtual void Tell(const std::string& key) = 0;

  // Sends `note`, unless a later one with the same `key`, which stays here,
  // overtakes it. Never blocks.
  virtual void Send(const std::string& key, std::string note) = 0;
};

// What a transport has still to carry, and how it is written: payloads that
// NOTIFY can hold, of one line a key or note. Bounded: of too much, all is
// dropped. Thread-safe.
class WakeupOutbox {
 public:
  // Both: true if nothing was waiting before.
  bool Tell(const std::string& key);
  bool Send(const std::string& key, std::string note);

  // Takes as much as one payload holds; empty if nothing waits.
  std::string Take();

  // Hands on what is in a payload of another process.
  static void Read(std::string_view payload, const Wakeups::Ears& ears);

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;                // Guarded by mutex_.
  std::map<std::string, std::string> notes_;  // Guarded by mutex_.
};

}  // namespace aicc
