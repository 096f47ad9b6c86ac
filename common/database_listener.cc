#include "common/database_listener.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <pqxx/pqxx>
#include <utility>

#include "common/dsn.h"
#include "common/log.h"

namespace aicc {
namespace {

constexpr int kRetryMs = 500;
constexpr int kIdleMs = 10'000;

// Between two NOTIFYs: collects what busy contacts have to say.
constexpr std::chrono::milliseconds kPause{2};

}  // namespace

// Hands payloads on, but for those of this process.
class DatabaseListener::Receiver final : public pqxx::notification_receiver {
 public:
  Receiver(pqxx::connection& connection, const Options& options)
      : pqxx::notification_receiver(connection, options.channel),
        options_(options) {}

  void operator()(const std::string& payload, int pid) override {
    if (pid == conn().backendpid()) return;
    WakeupOutbox::Read(payload, options_.ears);
  }

 private:
  const Options& options_;
};

DatabaseListener::DatabaseListener(Options options)
    : options_(std::move(options)),
      wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      thread_([this] { Loop(); }) {}

DatabaseListener::~DatabaseListener() {
  stopping_ = true;
  Wake();
  thread_.join();
  ::close(wake_fd_);
}

void DatabaseListener::Tell(const std::string& key) {
  if (outbox_.Tell(key)) Wake();
}

void DatabaseListener::Send(const std::string& key, std::string note) {
  if (outbox_.Send(key, std::move(note))) Wake();
}

void DatabaseListener::Wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_fd_, &one, sizeof one);
}

void DatabaseListener::Wait(int socket, int timeout_ms) {
  std::array<pollfd, 2> fds{{{wake_fd_, POLLIN, 0}, {socket, POLLIN, 0}}};
  ::poll(fds.data(), fds.size(), timeout_ms);  // Ignores a negative socket.
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(wake_fd_, &count, sizeof count);
}

void DatabaseListener::Serve() {
  pqxx::connection connection(WithTimeLimits(options_.dsn));
  const Receiver receiver(connection, options_);
  connection.prepare("tell", "SELECT pg_notify($1, $2)");
  options_.ears.missed();
  while (!stopping_) {
    const std::string payload = outbox_.Take();
    if (payload.empty()) {
      Wait(connection.sock(), kIdleMs);
    } else {
      pqxx::nontransaction now(connection);
      now.exec_prepared("tell", options_.channel, payload);
      now.commit();
      std::this_thread::sleep_for(kPause);
    }
    connection.get_notifs();
  }
}

void DatabaseListener::Loop() {
  bool warned = false;
  while (!stopping_) {
    const auto began = std::chrono::steady_clock::now();
    try {
      Serve();
    } catch (const std::exception&) {
      // Its text may hold connection parameters.
      const auto lasted = std::chrono::steady_clock::now() - began;
      if (!warned || lasted > std::chrono::seconds(5)) {
        Log().warn("listener={} lost its connection; trying again",
                   options_.channel);
      }
      warned = true;
      if (!stopping_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(kRetryMs));
      }
    }
  }
}

}  // namespace aicc
