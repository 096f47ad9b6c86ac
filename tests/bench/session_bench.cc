// Measures the session service against the PostgreSQL of AICC_TEST_DSN, with
// the limits of this machine in the same run:
//
//   tests/with_postgres.sh build/tests/bench/session_bench [SECONDS [append]]
//
// Prints one line a figure. Client, service and PostgreSQL share the machine.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <thread>

#include "tests/bench/session_load.h"
#include "tests/common/test_database.h"
#include "tests/session/instance.h"

namespace aicc::bench {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::size_t kSessions = 64;
constexpr std::size_t kManyStreams = 500;
constexpr std::size_t kWatchers = 10'000;

void Print(const std::string& what, double value, const std::string& unit) {
  std::printf("%-66s %12.2f %s\n", what.c_str(), value, unit.c_str());
  std::fflush(stdout);
}

// Rows a second that `connections` insert, each `statement` in a transaction of
// its own with `rows` rows.
double RawRows(const std::string& dsn, int connections, int rows,
               const std::string& statement, seconds time) {
  std::atomic<std::int64_t> total = 0;
  const auto end = steady_clock::now() + time;
  {
    std::vector<std::jthread> threads;
    for (int c = 0; c < connections; ++c) {
      threads.emplace_back([&, c] {
        pqxx::connection connection(dsn);
        connection.prepare("insert", statement);
        for (int i = 0; steady_clock::now() < end; ++i) {
          pqxx::nontransaction now(connection);
          now.exec_prepared("insert", c, i);
          total += rows;
        }
      });
    }
  }
  return static_cast<double>(total) / static_cast<double>(time.count());
}

// Processor time in seconds that this process has used so far.
double OwnSeconds() {
  ::rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds_of = [](const ::timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

// Answers AppendEvent at once and does nothing else.
class NoService final : public session::v1::SessionService::CallbackService {
 public:
  grpc::ServerUnaryReactor* AppendEvent(
      grpc::CallbackServerContext* context,
      const session::v1::AppendEventRequest*,
      session::v1::AppendEventResponse* response) override {
    response->set_seq(1);
    auto* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

// What the same client gets over gRPC from a service that does nothing.
void PrintRpcLimit(const std::vector<std::string>& sessions,
                   const std::string& bearer, seconds time) {
  NoService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  const Target target{"127.0.0.1:" + std::to_string(port), bearer};
  const double own = OwnSeconds();
  const auto unary = AppendUnary(target, sessions, time);
  Print("limit: gRPC, unary, 64 at the same time, nothing done",
        unary.per_second, "calls/s");
  Print("  processor time of client and service, a call",
        (OwnSeconds() - own) / static_cast<double>(unary.latency.count()) * 1e6,
        "us");
  server->Shutdown();
}

void PrintLimits(const std::string& dsn, seconds time) {
  pqxx::connection connection(dsn);
  pqxx::nontransaction now(connection);
  now.exec(
      "CREATE TABLE raw_event (session_id int, seq int, n int, text text, "
      "PRIMARY KEY (session_id, seq, n))");
  const std::string one =
      "INSERT INTO raw_event VALUES ($1::int, $2::int, 0, repeat('x', 90))";
  const std::string many =
      "INSERT INTO raw_event SELECT $1::int, -1 - $2::int, n, repeat('x', 90) "
      "FROM generate_series(1, 64) n";
  Print("limit: PostgreSQL, 1 row a transaction, 8 connections",
        RawRows(dsn, 8, 1, one, time), "rows/s");
  now.exec("TRUNCATE raw_event");
  Print("limit: PostgreSQL, 64 rows a transaction, 1 connection",
        RawRows(dsn, 1, 64, many, time), "rows/s");
  now.exec("TRUNCATE raw_event");
  Print("limit: PostgreSQL, 64 rows a transaction, 4 connections",
        RawRows(dsn, 4, 64, many, time), "rows/s");
}

// The fields of /proc/PID/stat after the name, from `state` on.
std::vector<std::string> StatOf(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream rest(
      line.substr(std::min(line.rfind(')') + 1, line.size())));
  return {std::istream_iterator<std::string>(rest), {}};
}

// The same of PostgreSQL's processes.
double PostgresSeconds(const std::string& dsn) {
  pqxx::connection connection(dsn);
  const auto self = StatOf(std::to_string(connection.backendpid()));
  if (self.size() < 13) return 0;
  double ticks = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto stat = StatOf(entry.path().filename());
    if (stat.size() < 13 || stat[1] != self[1]) continue;  // Another parent.
    ticks += std::stod(stat[11]) + std::stod(stat[12]);
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// Resident memory of this process, in kB.
double ResidentKb() {
  std::ifstream statm("/proc/self/statm");
  long size = 0;
  long resident = 0;
  statm >> size >> resident;
  return static_cast<double>(resident) *
         static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1'024;
}

// The watchers are in a process of their own, so that only the service's memory
// is counted. They read the sessions from their standard input.
double KbPerWatcher(const Target& target) {
  const auto sessions = StartSessions(target, kWatchers);
  int to_child[2];
  int from_child[2];
  if (::pipe(to_child) != 0 || ::pipe(from_child) != 0) std::abort();
  const double before = ResidentKb();
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::dup2(to_child[0], STDIN_FILENO);
    ::dup2(from_child[1], STDOUT_FILENO);
    ::close(to_child[1]);
    ::execl("/proc/self/exe", "session_bench", "--watch",
            target.address.c_str(), target.bearer.c_str(), nullptr);
    std::abort();
  }
  ::close(to_child[0]);
  ::close(from_child[1]);
  for (const auto& id : sessions) {
    if (::write(to_child[1], (id + "\n").data(), id.size() + 1) < 0) {
      std::abort();
    }
  }
  if (::write(to_child[1], "\n", 1) < 0) std::abort();
  char open = 0;
  if (::read(from_child[0], &open, 1) != 1) std::abort();
  std::this_thread::sleep_for(seconds(2));
  const double after = ResidentKb();
  ::close(to_child[1]);
  ::waitpid(child, nullptr, 0);
  ::close(from_child[0]);
  return (after - before) / static_cast<double>(kWatchers);
}

int RunWatchers(const Target& target) {
  std::vector<std::string> sessions;
  for (std::string id; std::getline(std::cin, id) && !id.empty();) {
    sessions.push_back(id);
  }
  HoldWatchers(target, sessions, [] {
    std::cout << 'o' << std::flush;
    std::string rest;
    std::getline(std::cin, rest);  // Until the other end is closed.
  });
  return 0;
}

// Before the rest: of what goes as fast as it can the search index is busy for
// a while after.
void PrintReceipt(const Target& target, seconds time) {
  for (const int rate : {100, 1'000}) {
    auto times =
        AppendToWatcher(target, StartSessions(target, kSessions), rate, time);
    const std::string what = "append to watcher's receipt, 64 sessions, " +
                             std::to_string(rate) + "/s";
    Print(what + ", p50", times.Percentile(0.5), "ms");
    Print(what + ", p99", times.Percentile(0.99), "ms");
  }
}

int Run(seconds time, bool only_append) {
  TestDatabase* const database = TestDatabase::Get();
  if (database == nullptr) {
    std::fprintf(stderr, "AICC_TEST_DSN is not set\n");
    return 1;
  }
  if (!only_append) PrintLimits(database->owner_dsn(), time);
  session::Config config = session::Instance::ProductConfig();
  if (const char* shards = std::getenv("AICC_BENCH_SHARDS")) {
    config.append_shards = std::atoi(shards);
  }
  session::Instance instance(database->app_dsn(), config);
  const Target target{instance.address(),
                      instance.BearerOf({"bench", "bench", Role::kService})};

  const auto sessions = StartSessions(target, kSessions);
  PrintRpcLimit(sessions, target.bearer, time);
  if (!only_append) PrintReceipt(target, time);
  const double own = OwnSeconds();
  const double postgres = PostgresSeconds(database->owner_dsn());
  auto unary = AppendUnary(target, sessions, time);
  const auto events = static_cast<double>(unary.latency.count());
  Print("AppendEvent, 64 sessions at the same time, durable", unary.per_second,
        "events/s");
  Print("  p50", unary.latency.Percentile(0.5), "ms");
  Print("  p99", unary.latency.Percentile(0.99), "ms");
  Print("  processor time of client and service, an event",
        (OwnSeconds() - own) / events * 1e6, "us");
  Print("  processor time of PostgreSQL, an event",
        (PostgresSeconds(database->owner_dsn()) - postgres) / events * 1e6,
        "us");
  if (only_append) return 0;
  auto alone = AppendUnary(target, StartSessions(target, 1), time);
  Print("AppendEvent, 1 session, durable", alone.per_second, "events/s");
  Print("  p50", alone.latency.Percentile(0.5), "ms");
  Print("  p99", alone.latency.Percentile(0.99), "ms");
  Print("IngestTranscript, 64 streams, durable",
        Ingest(target, StartSessions(target, kSessions), 256, time).per_second,
        "finals/s");
  Print(
      "IngestTranscript, 500 streams, durable",
      Ingest(target, StartSessions(target, kManyStreams), 64, time).per_second,
      "finals/s");
  Print("memory of an idle watcher, of 10,000", KbPerWatcher(target), "kB");
  return 0;
}

}  // namespace
}  // namespace aicc::bench

int main(int argc, char** argv) {
  using namespace aicc::bench;
  if (argc == 4 && std::string(argv[1]) == "--watch") {
    return RunWatchers({argv[2], argv[3]});
  }
  return Run(seconds(argc > 1 ? std::atoi(argv[1]) : 5),
             argc > 2 && std::string(argv[2]) == "append");
}
