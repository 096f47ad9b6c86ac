#pragma once

#include <memory>
#include <string>
#include <vector>

namespace aicc {

// A nats-server of Debian's, in a process of its own, on a free port. Stopped
// when this is destroyed.
class NatsServer {
 public:
  // Starts one with these options, such as {"--auth", "a token"}, and waits
  // until it listens. Nothing if there is no nats-server.
  static std::unique_ptr<NatsServer> Start(
      const std::vector<std::string>& options = {});
  ~NatsServer();
  NatsServer(const NatsServer&) = delete;
  NatsServer& operator=(const NatsServer&) = delete;

  // As in "nats://127.0.0.1:4711".
  std::string url() const;

  // As if its machine were gone; Resume() brings it back on the same port.
  void Kill();
  bool Resume();

 private:
  NatsServer(std::vector<std::string> options, int port)
      : options_(std::move(options)), port_(port) {}

  const std::vector<std::string> options_;
  const int port_;
  int pid_ = 0;
};

}  // namespace aicc
