#include "tests/bench/watch_crowd.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <sstream>

namespace aicc::bench {
namespace {

using std::chrono::steady_clock;
namespace v1 = aicc::session::v1;

constexpr std::size_t kChannels = 16;

std::int64_t Nanoseconds() {
  return steady_clock::now().time_since_epoch().count();
}

// What all watchers of the process have received.
class Tally {
 public:
  void Open() {
    std::lock_guard lock(mutex_);
    ++open_;
    changed_.notify_all();
  }
  void Got(const v1::Event& event) {
    const std::int64_t now = Nanoseconds();
    const auto took = now - std::strtoll(event.event_id().c_str(), nullptr, 10);
    std::lock_guard lock(mutex_);
    times_.Add(std::chrono::nanoseconds(took));
    last_ = now;
    if (times_.count() == wanted_) changed_.notify_all();
  }
  void AwaitOpen(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_ >= count; });
  }
  void Begin() {
    std::lock_guard lock(mutex_);
    times_ = {};
    began_ = last_ = Nanoseconds();
  }
  std::string End(std::size_t count) {
    std::unique_lock lock(mutex_);
    wanted_ = count;
    changed_.wait_for(lock, std::chrono::minutes(1),
                      [&] { return times_.count() >= count; });
    std::ostringstream out;
    out << times_.count() << ' ' << static_cast<double>(last_ - began_) / 1e9;
    if (times_.count() == 0) return out.str() + " 0 0";
    out << ' ' << times_.Percentile(0.5) << ' ' << times_.Percentile(0.99);
    return out.str();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t open_ = 0;
  std::size_t wanted_ = 0;
  std::int64_t began_ = 0;
  std::int64_t last_ = 0;
  Times times_;
};

class Watcher final : public grpc::ClientReadReactor<v1::WatchSessionResponse> {
 public:
  Watcher(v1::SessionService::Stub& stub, const Target& target,
          const std::string& session_id, Tally& tally)
      : tally_(tally) {
    target.Authorize(&context_);
    v1::WatchSessionRequest request;
    request.set_session_id(session_id);
    stub.async()->WatchSession(&context_, &request, this);
    StartRead(&response_);
    StartCall();
  }
  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (response_.event().seq() == 1) {
      tally_.Open();
    } else {
      tally_.Got(response_.event());
    }
    StartRead(&response_);
  }
  void OnDone(const grpc::Status&) override {}

 private:
  Tally& tally_;
  grpc::ClientContext context_;
  v1::WatchSessionResponse response_;
};

}  // namespace

std::string WatchCrowd::TimedId() {
  static std::atomic<int> count = 0;
  return std::to_string(Nanoseconds()) + "-" + std::to_string(++count);
}

int WatchCrowd::Main(const Target& target) {
  std::vector<std::unique_ptr<v1::SessionService::Stub>> stubs;
  for (std::size_t i = 0; i < kChannels; ++i) {
    stubs.push_back(v1::SessionService::NewStub(target.Connect()));
  }
  Tally tally;
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream in(line);
    std::string word;
    in >> word;
    if (word == "watch") {
      in >> word;
      watchers.push_back(std::make_unique<Watcher>(
          *stubs[watchers.size() % kChannels], target, word, tally));
      continue;
    }
    std::size_t count = 0;
    in >> count;
    if (word == "open") {
      tally.AwaitOpen(count);
      std::cout << "ok" << std::endl;
    } else if (word == "begin") {
      tally.Begin();
      std::cout << "ok" << std::endl;
    } else {
      std::cout << tally.End(count) << std::endl;
    }
  }
  std::_Exit(0);  // Ten thousand calls are not to be ended one by one.
}

WatchCrowd::WatchCrowd(const Target& target) {
  int to[2];
  int from[2];
  if (::pipe(to) != 0 || ::pipe(from) != 0) std::abort();
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(to[0], STDIN_FILENO);
    ::dup2(from[1], STDOUT_FILENO);
    ::close(to[1]);
    ::close(from[0]);
    ::execl("/proc/self/exe", "watch_bench", "--crowd", target.address.c_str(),
            target.bearer.c_str(), nullptr);
    std::abort();
  }
  ::close(to[0]);
  ::close(from[1]);
  to_ = to[1];
  from_ = from[0];
}

WatchCrowd::~WatchCrowd() {
  ::close(to_);
  ::waitpid(pid_, nullptr, 0);
  ::close(from_);
}

void WatchCrowd::Say(const std::string& line) {
  const std::string all = line + "\n";
  if (::write(to_, all.data(), all.size()) < 0) std::abort();
}

std::string WatchCrowd::Hear() {
  std::string line;
  for (char c = 0; ::read(from_, &c, 1) == 1 && c != '\n';) line.push_back(c);
  if (line.empty()) std::abort();
  return line;
}

void WatchCrowd::Watch(const std::vector<std::string>& sessions, int each) {
  for (int i = 0; i < each; ++i) {
    for (const std::string& id : sessions) Say("watch " + id);
  }
  open_ += sessions.size() * static_cast<std::size_t>(each);
  Say("open " + std::to_string(open_));
  Hear();
}

void WatchCrowd::Begin() {
  Say("begin");
  Hear();
}

WatchCrowd::Received WatchCrowd::End(std::size_t count) {
  Say("end " + std::to_string(count));
  Received received;
  std::istringstream(Hear()) >> received.count >> received.seconds >>
      received.p50_ms >> received.p99_ms;
  return received;
}

}  // namespace aicc::bench
