#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "common/wakeups.h"

namespace aicc {

// Carries wake-ups by NOTIFY, between the processes that share a PostgreSQL.
//
// Outside of any transaction, on one connection and thread of its own, so that
// telling never delays a commit.
class DatabaseListener final : public Wakeups {
 public:
  struct Options {
    std::string dsn;      // A libpq connection string.
    std::string channel;  // A plain SQL identifier.
    Ears ears;
  };

  // Connects at once and again whenever the connection is lost.
  explicit DatabaseListener(Options options);
  ~DatabaseListener() override;
  DatabaseListener(const DatabaseListener&) = delete;
  DatabaseListener& operator=(const DatabaseListener&) = delete;

  void Tell(const std::string& key) override;
  void Send(const std::string& key, std::string note) override;

 private:
  class Receiver;

  void Loop();
  // Serves one connection until it is lost or this stops.
  void Serve();
  // Waits until there is something to read from `socket` (-1: from nothing) or
  // to tell, but not forever.
  void Wait(int socket, int timeout_ms);
  void Wake() const;

  const Options options_;
  int wake_fd_;  // An eventfd.

  WakeupOutbox outbox_;
  std::atomic<bool> stopping_ = false;

  std::thread thread_;
};

}  // namespace aicc
