#include "tests/bench/gateway_systems.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/bench/gateway_load.h"

namespace aicc::bench {
namespace {

namespace net = boost::asio;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr char kKey[] = "a-key-for-the-measurement-of-gateways";
constexpr seconds kStartLimit{30};
constexpr seconds kStopLimit{10};

int FreePort() {
  net::io_context context;
  net::ip::tcp::acceptor acceptor(context,
                                  {net::ip::address_v4::loopback(), 0});
  return acceptor.local_endpoint().port();
}

std::vector<char*> Pointers(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const auto& word : words) {
    pointers.push_back(const_cast<char*>(word.c_str()));
  }
  pointers.push_back(nullptr);
  return pointers;
}

std::string Url(int port) { return "http://127.0.0.1:" + std::to_string(port); }

// A request as a business's chatbot makes it: some rules, and a question.
std::string Request(bool stream, int port, int upstream) {
  const std::string body =
      std::string(R"({"model":"mock","messages":[{"role":"system","content":)"
                  R"("You answer customers of a phone company, politely and )"
                  R"(in two sentences. You never promise a refund."},)"
                  R"({"role":"user","content":"How much is roaming in Japan )"
                  R"(for a day?"}],"temperature":0.2,"max_tokens":200)") +
      (stream ? R"(,"stream":true,"stream_options":{"include_usage":true}})"
              : "}");
  return "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:" +
         std::to_string(port) + "\r\nauthorization: Bearer " + kKey +
         "\r\ncontent-type: application/json\r\n"
         "x-portkey-provider: openai\r\nx-portkey-custom-host: " +
         Url(upstream) +
         "/v1\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

// Nothing is peculiar to the model, so that `models` is empty.
std::string Configuration(int port, int upstream, const std::string& models) {
  return R"({"models":")" + models + R"(","gateway":{"listen":"127.0.0.1:)" +
         std::to_string(port) +
         R"("},"services":{"inference":{"address":"127.0.0.1:)" +
         std::to_string(FreePort()) +
         R"("}},"log":{"level":"error"},"inference":{"api_keys":[{"key_env":)"
         R"("AICC_BENCH_KEY","tenant":"demo"}],"endpoints":[{"name":"mock",)"
         R"("tier":"general","internal":true,"model":"mock","base_url":")" +
         Url(upstream) + R"(/v1"}]}})";
}

void AwaitAnswer(const System& system) {
  const auto end = steady_clock::now() + kStartLimit;
  for (;;) {
    Load load;
    load.port = system.port;
    load.request = system.request;
    load.requests = 1;
    const Measured once = Run(load);
    if (once.done == 1 && once.failed == 0) return;
    if (steady_clock::now() > end) {
      throw std::runtime_error(system.name + " does not answer");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace

Child::Child(const std::vector<std::string>& command,
             const std::vector<std::string>& environment,
             const std::string& log) {
  std::vector<std::string> variables = environment;
  for (char** each = environ; *each != nullptr; ++each) {
    variables.emplace_back(*each);
  }
  const auto arguments = Pointers(command);
  const auto all = Pointers(variables);
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ > 0) return;
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  ::execvpe(arguments[0], arguments.data(), all.data());
  ::_exit(127);
}

Child::~Child() {
  ::kill(pid_, SIGTERM);
  const auto end = steady_clock::now() + kStopLimit;
  while (::waitpid(pid_, nullptr, WNOHANG) == 0) {
    if (steady_clock::now() > end) ::kill(pid_, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

double Child::CpuSeconds() const {
  ::clockid_t clock{};
  ::timespec time{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 ||
      ::clock_gettime(clock, &time) != 0) {
    return 0;
  }
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) / 1e9;
}

double Child::Memory(const std::string& field) const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(field + ":")) {
      return std::stod(line.substr(field.size() + 1)) / 1024;
    }
  }
  return 0;
}

std::vector<System> StartSystems(const Programs& programs, int upstream,
                                 const std::filesystem::path& folder) {
  std::vector<System> systems;
  const auto add = [&](const std::string& name, int port,
                       const std::vector<std::string>& command,
                       const std::vector<std::string>& environment) {
    System system{name, port, Request(false, port, upstream),
                  Request(true, port, upstream), nullptr};
    if (!command.empty()) {
      system.child = std::make_unique<Child>(command, environment,
                                             folder / (name + ".log"));
    }
    AwaitAnswer(system);
    systems.push_back(std::move(system));
  };
  add("direct", upstream, {}, {});
  int port = FreePort();
  add("floor", port,
      {programs.floor, std::to_string(port), std::to_string(upstream)}, {});
  port = FreePort();
  const std::string config = folder / "aicc.yaml";
  const std::string models = folder / "models";
  std::filesystem::create_directory(models);
  std::ofstream(config) << Configuration(port, upstream, models);
  add("aicc", port,
      {programs.aicc, "serve", "inference", "gateway", "--config", config},
      {"AICC_AUTH_SECRET=" + std::string(32, 's'),
       "AICC_BENCH_KEY=" + std::string(kKey)});
  if (!programs.portkey.empty()) {
    port = FreePort();
    add("portkey", port,
        {"node",
         programs.portkey +
             "/node_modules/@portkey-ai/gateway/build/start-server.js",
         "--port=" + std::to_string(port), "--headless"},
        {"NODE_ENV=production"});
  }
  return systems;
}

}  // namespace aicc::bench
