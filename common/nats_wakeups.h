#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "common/wakeups.h"

namespace aicc {

// Carries wake-ups over a NATS server, for processes that are too many or too
// far apart for NOTIFY. Has a thread of its own.
class NatsWakeups final : public Wakeups {
 public:
  struct Options {
    std::string url;      // As in "nats://127.0.0.1:4222".
    std::string user;     // Empty: `secret` is a token.
    std::string secret;   // The user's password or the token; may be empty.
    std::string subject;  // Shared by those who are to hear one another.
    Ears ears;
  };

  // Connects at once and again whenever the connection is lost. While there is
  // none, what is told is lost.
  explicit NatsWakeups(Options options);
  ~NatsWakeups() override;
  NatsWakeups(const NatsWakeups&) = delete;
  NatsWakeups& operator=(const NatsWakeups&) = delete;

  void Tell(const std::string& key) override;
  void Send(const std::string& key, std::string note) override;

 private:
  struct Connection;

  void Loop();
  // Serves one connection until it is lost or this stops.
  void Serve(Connection& connection);
  // Waits for something to tell, for the connection's loss or for the end, for
  // `time` at most. True if this goes on.
  bool Wait(std::chrono::milliseconds time);
  void Wake();

  const Options options_;
  WakeupOutbox outbox_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;     // Guarded by mutex_.
  bool stopping_ = false;  // Guarded by mutex_.

  std::thread thread_;
};

}  // namespace aicc
