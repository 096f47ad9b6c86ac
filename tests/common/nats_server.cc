#include "tests/common/nats_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace aicc {
namespace {

constexpr char kProgram[] = "/usr/sbin/nats-server";

::sockaddr_in Loopback(int port) {
  ::sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  address.sin_port = ::htons(static_cast<std::uint16_t>(port));
  return address;
}

int FreePort() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  ::sockaddr_in address = Loopback(0);
  ::socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<::sockaddr*>(&address);
  ::bind(socket, generic, size);
  ::getsockname(socket, generic, &size);
  ::close(socket);
  return ::ntohs(address.sin_port);
}

bool Listens(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const ::sockaddr_in address = Loopback(port);
  const bool connected =
      ::connect(socket, reinterpret_cast<const ::sockaddr*>(&address),
                sizeof address) == 0;
  ::close(socket);
  return connected;
}

}  // namespace

std::unique_ptr<NatsServer> NatsServer::Start(
    const std::vector<std::string>& options) {
  std::unique_ptr<NatsServer> server(new NatsServer(options, FreePort()));
  if (!server->Resume()) return nullptr;
  return server;
}

NatsServer::~NatsServer() { Kill(); }

std::string NatsServer::url() const {
  return "nats://127.0.0.1:" + std::to_string(port_);
}

void NatsServer::Kill() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

bool NatsServer::Resume() {
  std::vector<std::string> words{
      kProgram, "--addr",   "127.0.0.1", "--port", std::to_string(port_),
      "--log",  "/dev/null"};
  words.insert(words.end(), options_.begin(), options_.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  if (::posix_spawn(&pid_, kProgram, nullptr, nullptr, arguments.data(),
                    environ) != 0) {
    pid_ = 0;
    return false;
  }
  for (int i = 0; i < 500; ++i) {
    if (Listens(port_)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace aicc
