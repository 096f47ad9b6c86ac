#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

namespace aicc {

// Carries wake-ups between the processes that share a PostgreSQL, by NOTIFY:
// what one tells, the others hear. It carries keys, no data, and may lose them:
// whoever hears reads the store again, and whoever must not miss anything looks
// now and then without being told.
//
// Outside of any transaction, on one connection and thread of its own, so that
// telling never delays a commit. Thread-safe.
class DatabaseListener {
 public:
  struct Options {
    std::string dsn;      // A libpq connection string.
    std::string channel;  // A plain SQL identifier.

    // Called on this object's thread; must not block or throw.
    std::function<void(const std::string& key)> heard;
    // The connection was made, or made again: anything may have been missed.
    std::function<void()> missed;
  };

  // Connects at once and again whenever the connection is lost.
  explicit DatabaseListener(Options options);
  ~DatabaseListener();
  DatabaseListener(const DatabaseListener&) = delete;
  DatabaseListener& operator=(const DatabaseListener&) = delete;

  // Tells the other processes; equal keys that follow one another closely are
  // told once. Never blocks. Keys of more than 200 bytes or with a line break
  // are not told.
  void Tell(const std::string& key);

 private:
  class Receiver;

  void Loop();
  // Serves one connection until it is lost or this stops.
  void Serve();
  // Takes what is to be told, as much as one NOTIFY holds; empty if nothing.
  std::string Take();
  bool stopping();
  // Waits until there is something to read from `socket` (-1: from nothing) or
  // to tell, but not forever.
  void Wait(int socket, int timeout_ms);
  void Wake() const;

  const Options options_;
  int wake_fd_;  // An eventfd.

  std::mutex mutex_;
  std::set<std::string> pending_;  // Guarded by mutex_.
  bool stopping_ = false;          // Guarded by mutex_.

  std::thread thread_;
};

}  // namespace aicc
