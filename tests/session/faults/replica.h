#pragma once

#include <grpcpp/grpcpp.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

#include "aicc/session/v1/routing.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/auth.h"
#include "tests/session/instance.h"

namespace aicc::session {

// Makes `context` a call of `caller` that may take `limit`.
inline void Authorize(Authenticator& authenticator, const Caller& caller,
                      std::chrono::seconds limit,
                      grpc::ClientContext* context) {
  context->AddMetadata(
      "authorization",
      "Bearer " + authenticator.Mint(caller, std::chrono::hours(1)));
  context->set_deadline(std::chrono::system_clock::now() + limit);
}

// A session_process, and stubs to talk to it.
class Replica {
 public:
  Replica(const std::string& dsn, const std::string& pack,
          int offer_timeout_ms) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error("pipe2");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    const std::string timeout = std::to_string(offer_timeout_ms);
    std::array<const char*, 5> args{AICC_SESSION_PROCESS, dsn.c_str(),
                                    pack.c_str(), timeout.c_str(), nullptr};
    const int failed =
        posix_spawn(&pid_, AICC_SESSION_PROCESS, &actions, nullptr,
                    const_cast<char**>(args.data()), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    stdin_ = in[1];
    if (failed != 0) throw std::runtime_error("posix_spawn");
    Connect(ReadLine(out[0]));
    close(out[0]);
  }
  ~Replica() { Kill(); }
  Replica(const Replica&) = delete;
  Replica& operator=(const Replica&) = delete;

  // As SIGKILL does it, at once. Again: nothing.
  void Kill() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
    close(stdin_);
  }

  // Of the process; 0 once it is killed.
  pid_t pid() const { return pid_; }

  std::shared_ptr<v1::SessionService::Stub> sessions() { return sessions_; }
  std::shared_ptr<v1::RoutingService::Stub> routing() { return routing_; }

 private:
  static std::string ReadLine(int fd) {
    std::string line;
    for (char c = 0; read(fd, &c, 1) == 1 && c != '\n';) line += c;
    if (line.empty()) throw std::runtime_error("session_process did not start");
    return line;
  }
  void Connect(const std::string& port) {
    const auto channel = grpc::CreateChannel(
        "127.0.0.1:" + port, grpc::InsecureChannelCredentials());
    sessions_ = v1::SessionService::NewStub(channel);
    routing_ = v1::RoutingService::NewStub(channel);
  }

  pid_t pid_ = 0;
  int stdin_ = -1;
  std::shared_ptr<v1::SessionService::Stub> sessions_;
  std::shared_ptr<v1::RoutingService::Stub> routing_;
};

}  // namespace aicc::session
