// Measures how long a contact takes from its queue to an agent's screen, with
// 200 free agents, against the PostgreSQL of AICC_TEST_DSN:
//
//   tests/with_postgres.sh build/tests/bench/routing_bench [CONTACTS [PER
//   SECOND]]
//
// Prints one line a figure, the limit of this machine in the same run beside
// it: what one commit costs, of which a contact needs two, one to be queued and
// one to be offered.

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <pqxx/pqxx>
#include <string>
#include <thread>
#include <vector>

#include "tests/common/test_database.h"
#include "tests/session/client.h"

namespace aicc::session {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr int kAgents = 200;

double Ms(steady_clock::duration span) {
  return duration<double, std::milli>(span).count();
}

void Print(const std::string& what, std::vector<double> ms) {
  std::ranges::sort(ms);
  const auto at = [&](double p) {
    return ms[static_cast<std::size_t>(p * static_cast<double>(ms.size() - 1))];
  };
  std::printf("%-58s p50 %8.2f  p99 %8.2f ms  (%zu)\n", what.c_str(), at(0.5),
              at(0.99), ms.size());
  std::fflush(stdout);
}

// One row inserted and committed, again and again.
std::vector<double> CommitTimes(int count) {
  pqxx::connection connection(TestDatabase::Get()->owner_dsn());
  pqxx::nontransaction now(connection);
  now.exec("CREATE TABLE IF NOT EXISTS bench_commit (n int, t text)");
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    const auto begin = steady_clock::now();
    now.exec("INSERT INTO bench_commit VALUES (1, repeat('x', 200))");
    times.push_back(Ms(steady_clock::now() - begin));
  }
  return times;
}

class Floor {
 public:
  Floor() : instance_(TestDatabase::Get()->app_dsn(), Settings()) {
    for (int n = 0; n < kAgents; ++n) {
      threads_.emplace_back([this, n] { Work(n); });
    }
    while (present_ < kAgents) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  ~Floor() {
    done_ = true;
    {
      std::lock_guard lock(mutex_);
      for (const auto& context : contexts_) context->TryCancel();
    }
    for (auto& thread : threads_) thread.join();
  }

  // `count` contacts, `per_second` of them; 0: as fast as they can be started.
  std::vector<double> Run(int count, int per_second) {
    seen_ = 0;
    times_.clear();
    const auto begin = steady_clock::now();
    for (int i = 0; i < count; ++i) {
      if (per_second > 0) {
        std::this_thread::sleep_until(
            begin + i * std::chrono::microseconds(1'000'000 / per_second));
      }
      Client service(instance_, {tenant_, "bench", Role::kService});
      const auto id = service.Start("c" + std::to_string(i)).session_id();
      {
        std::lock_guard lock(mutex_);
        asked_[id] = steady_clock::now();
      }
      if (!service.RequestAgent(id)) std::abort();
    }
    while (seen_ < count) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::lock_guard lock(mutex_);
    return times_;
  }

 private:
  static Config Settings() { return Instance::ProductConfig(); }

  void Work(int n) {
    Client agent(instance_, {tenant_, "a" + std::to_string(n), Role::kAgent});
    if (!agent.Presence(v1::PRESENCE_AVAILABLE)) std::abort();
    // Kept until all are done: it is cancelled from outside.
    const auto context = std::make_shared<grpc::ClientContext>();
    agent.Authorize(context.get());
    context->set_deadline(std::chrono::system_clock::now() +
                          std::chrono::minutes(20));
    {
      std::lock_guard lock(mutex_);
      contexts_.push_back(context);
    }
    const auto reader = instance_.routing().WatchOffers(
        context.get(), v1::WatchOffersRequest());
    ++present_;
    v1::WatchOffersResponse response;
    while (!done_ && reader->Read(&response)) {
      if (response.offer().state() != v1::OFFER_STATE_PENDING) continue;
      Saw(response.offer().session().session_id());
      const auto id = agent.Accept(response.offer().offer_id());
      if (!id || !agent.End(id->session_id(), v1::END_REASON_AGENT_ENDED) ||
          !agent.WrapUp(id->session_id())) {
        std::abort();
      }
    }
    (void)reader->Finish();
  }
  void Saw(const std::string& id) {
    const auto now = steady_clock::now();
    {
      std::lock_guard lock(mutex_);
      times_.push_back(Ms(now - asked_.at(id)));
    }
    ++seen_;
  }

  const std::string tenant_ = "t-" + NewUuid();
  Instance instance_;
  std::atomic<bool> done_ = false;
  std::atomic<int> present_ = 0;
  std::atomic<int> seen_ = 0;
  std::mutex mutex_;
  std::map<std::string, steady_clock::time_point> asked_;       // By mutex_.
  std::vector<double> times_;                                   // By mutex_.
  std::vector<std::shared_ptr<grpc::ClientContext>> contexts_;  // By mutex_.
  std::vector<std::thread> threads_;
};

int Main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 500;
  const int rate = argc > 2 ? std::atoi(argv[2]) : 20;
  if (TestDatabase::Get() == nullptr) {
    std::fprintf(stderr, "set AICC_TEST_DSN; see tests/with_postgres.sh\n");
    return 1;
  }
  Print("limit: one row committed", CommitTimes(500));
  Floor floor;
  (void)floor.Run(50, 20);  // Warm.
  Print("queue to the agent's stream, 200 free, " + std::to_string(rate) + "/s",
        floor.Run(count, rate));
  Print("queue to the agent's stream, 200 free, 150 at once",
        floor.Run(150, 0));
  Print("limit: one row committed, again", CommitTimes(500));
  return 0;
}

}  // namespace
}  // namespace aicc::session

int main(int argc, char** argv) { return aicc::session::Main(argc, argv); }
