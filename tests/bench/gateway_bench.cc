// The product as a gateway to models, beside the Portkey gateway, a bare proxy
// of Beast as the floor, and the same server asked directly; all of them on
// this machine, one after the other, round by round:
//
//   gateway_bench [--quick] [--portkey FOLDER]
//   gateway_bench --only NAME (whole|stream|paced) CLIENTS SECONDS
//
// FOLDER is where npm has installed portkey/. The first prints a table, of
// medians over the rounds; the second is one load, for a profiler.

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/gateway_load.h"
#include "tests/bench/gateway_systems.h"
#include "tests/bench/gateway_upstream.h"

namespace aicc::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kClients[] = {1, 32, 128};
constexpr int kPacedClients = 512;
constexpr milliseconds kPace{20};
constexpr int kManyRequests = 100'000;
constexpr int kSomeRequests = 10'000;

struct Options {
  bool quick = false;
  std::string portkey;
  std::vector<std::string> only;  // NAME KIND CLIENTS SECONDS
};

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// What one kind of load came to, round by round.
class Figures {
 public:
  void Add(const Measured& m, double cpu) {
    const auto done = static_cast<double>(m.done);
    values_["per_second"].push_back(done / m.seconds);
    values_["cpu"].push_back(cpu / done * 1e6);
    values_["cpu_token"].push_back(
        m.deltas > 0 ? cpu / static_cast<double>(m.deltas) * 1e6 : 0);
    values_["p50"].push_back(Percentile(m.latency, 0.5));
    values_["p99"].push_back(Percentile(m.latency, 0.99));
    values_["first50"].push_back(Percentile(m.first, 0.5));
    values_["first99"].push_back(Percentile(m.first, 0.99));
    failed += m.failed;
    lost += m.deltas == 0 ? 0 : m.done * kDeltas - m.deltas;
    gap = std::max(gap, m.longest_gap);
    words += m.deltas;
  }
  double Of(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? 0 : Median(found->second);
  }

  std::int64_t failed = 0;
  std::int64_t lost = 0;  // Words.
  std::int64_t words = 0;
  std::int64_t gap = 0;

 private:
  std::map<std::string, std::vector<double>> values_;
};

class Bench {
 public:
  explicit Bench(const Options& options)
      : options_(options),
        folder_(std::filesystem::temp_directory_path() /
                ("gateway_bench." + std::to_string(::getpid()))) {
    std::filesystem::create_directory(folder_);
    systems_ = StartSystems({AICC_PROGRAM, AICC_FLOOR, options.portkey},
                            upstream_.port(), folder_);
  }
  ~Bench() {
    systems_.clear();
    std::filesystem::remove_all(folder_);
  }

  void RunOne();
  void RunAll();

 private:
  using Key = std::pair<std::string, int>;  // The kind, and how many clients.

  Load LoadOf(const System& system, const std::string& kind, int clients);
  void Measure(System& system, const std::string& kind, int clients,
               milliseconds time);
  void MeasureMemory();
  void Warm();
  const Figures& Of(const std::string& system, const std::string& kind,
                    int clients) {
    return figures_[system][{kind, clients}];
  }
  void Row(const std::string& what,
           const std::function<std::string(const std::string&)>& cell);
  void Added(const std::string& what, const std::string& kind, int clients,
             const std::string& p50, const std::string& p99);
  void PrintTable();
  void PrintGoals();

  const Options options_;
  const std::filesystem::path folder_;
  Upstream upstream_;
  std::vector<System> systems_;
  std::map<std::string, std::map<Key, Figures>> figures_;
  double memory_some_ = 0;
  double memory_many_ = 0;
};

std::string Text(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

Load Bench::LoadOf(const System& system, const std::string& kind, int clients) {
  Load load;
  load.port = system.port;
  load.request = kind == "whole" ? system.request : system.stream_request;
  load.clients = clients;
  const bool paced = kind == "paced";
  upstream_.SetPace(paced ? kPace : milliseconds(0));
  // So that not all of them speak at once.
  if (paced) load.spread = kPace * kDeltas / 2;
  load.steady = !paced;
  return load;
}

void Bench::Measure(System& system, const std::string& kind, int clients,
                    milliseconds time) {
  Load load = LoadOf(system, kind, clients);
  load.time = time;
  const double before = system.child ? system.child->CpuSeconds() : 0;
  const Measured measured = Run(load);
  const double cpu = system.child ? system.child->CpuSeconds() - before : 0;
  figures_[system.name][{kind, clients}].Add(measured, cpu);
}

void Bench::RunOne() {
  const auto& [name, kind, clients, time] = std::tie(
      options_.only[0], options_.only[1], options_.only[2], options_.only[3]);
  for (System& system : systems_) {
    if (system.name != name) continue;
    const int count = std::atoi(clients.c_str());
    if (system.child) std::printf("pid %d\n", system.child->pid());
    std::fflush(stdout);
    Measure(system, kind, count, seconds(std::atoi(time.c_str())));
    const Figures& got = Of(name, kind, count);
    std::printf(
        "%.0f requests/s, %.1f us of CPU a request, p50 %.0f us, p99 %.0f us, "
        "first word %.0f us, %lld failed\n",
        got.Of("per_second"), got.Of("cpu"), got.Of("p50"), got.Of("p99"),
        got.Of("first50"), static_cast<long long>(got.failed));
  }
}

// Whatever compiles itself as it runs has done so then.
void Bench::Warm() {
  for (const System& system : systems_) {
    for (const char* kind : {"whole", "stream"}) {
      Load load = LoadOf(system, kind, 32);
      load.time = milliseconds(options_.quick ? 500 : 2'000);
      Run(load);
    }
  }
}

void Bench::MeasureMemory() {
  for (System& system : systems_) {
    if (system.name != "aicc") continue;
    Load load = LoadOf(system, "whole", 32);
    load.time = seconds(60);
    load.requests = kSomeRequests;
    Run(load);
    memory_some_ = system.child->Memory("VmRSS");
    load.requests =
        (options_.quick ? 2 * kSomeRequests : kManyRequests) - kSomeRequests;
    Run(load);
    memory_many_ = system.child->Memory("VmRSS");
  }
}

void Bench::RunAll() {
  MeasureMemory();
  Warm();
  const int rounds = options_.quick ? 2 : 5;
  const milliseconds time(options_.quick ? 300 : 1'000);
  for (int round = 0; round < rounds; ++round) {
    for (const char* kind : {"whole", "stream"}) {
      for (const int clients : kClients) {
        for (System& system : systems_) Measure(system, kind, clients, time);
      }
    }
  }
  for (int round = 0; round < (options_.quick ? 1 : 3); ++round) {
    for (System& system : systems_) {
      Measure(system, "paced", kPacedClients, 2 * kPace * kDeltas);
    }
  }
  PrintTable();
  PrintGoals();
}

void Bench::Row(const std::string& what,
                const std::function<std::string(const std::string&)>& cell) {
  std::printf("| %-52s |", what.c_str());
  for (const System& system : systems_) {
    std::printf(" %13s |", cell(system.name).c_str());
  }
  std::printf("\n");
}

// What `name` adds to the times of the server itself, which has its own.
void Bench::Added(const std::string& what, const std::string& kind, int clients,
                  const std::string& p50, const std::string& p99) {
  Row(what + ", " + std::to_string(clients) + " at a time, p50 / p99, us",
      [&](const std::string& name) {
        const bool own = name == systems_[0].name;
        const Figures& zero = Of(systems_[0].name, kind, clients);
        const Figures& got = Of(name, kind, clients);
        const auto text = [&](const std::string& p) {
          return Text(own ? "(%.0f)" : "%.0f",
                      got.Of(p) - (own ? 0 : zero.Of(p)));
        };
        return text(p50) + " / " + text(p99);
      });
}

void Bench::PrintTable() {
  Row("", [](const std::string& name) { return name; });
  Row("---", [](const std::string&) { return std::string("---:"); });
  for (const int clients : kClients) {
    Row("requests/s, " + std::to_string(clients) + " at a time",
        [&](const std::string& name) {
          return Text("%.0f", Of(name, "whole", clients).Of("per_second"));
        });
  }
  for (const int clients : kClients) {
    Row("CPU a request, " + std::to_string(clients) + " at a time, us",
        [&](const std::string& name) {
          return Text("%.0f", Of(name, "whole", clients).Of("cpu"));
        });
  }
  for (const int clients : kClients) {
    Added("added", "whole", clients, "p50", "p99");
  }
  for (const int clients : kClients) {
    Added("added to the first word", "stream", clients, "first50", "first99");
  }
  Row("streams/s of 64 words, 32 at a time", [&](const std::string& name) {
    return Text("%.0f", Of(name, "stream", 32).Of("per_second"));
  });
  Row("CPU a word, 32 streams, us", [&](const std::string& name) {
    return Text("%.1f", Of(name, "stream", 32).Of("cpu_token"));
  });
  const auto paced = [&](const std::string& name) -> const Figures& {
    return Of(name, "paced", kPacedClients);
  };
  Row("512 streams, 20 ms a word: CPU a word, us",
      [&](const std::string& name) {
        return Text("%.1f", paced(name).Of("cpu_token"));
      });
  Added("512 streams: added to the first word", "paced", kPacedClients,
        "first50", "first99");
  Row("512 streams: words / lost", [&](const std::string& name) {
    return std::to_string(paced(name).words) + " / " +
           std::to_string(paced(name).lost);
  });
  Row("512 streams: longest gap, ms", [&](const std::string& name) {
    return Text("%.0f", static_cast<double>(paced(name).gap) / 1e6);
  });
  Row("failed, of everything", [&](const std::string& name) {
    std::int64_t failed = 0;
    for (const auto& [key, each] : figures_[name]) failed += each.failed;
    return std::to_string(failed);
  });
  std::size_t i = 0;
  Row("memory at its peak, MB", [&](const std::string&) {
    const auto& child = systems_[i++].child;
    return child ? Text("%.0f", child->Memory("VmHWM")) : std::string("-");
  });
}

void Bench::PrintGoals() {
  const auto cpu = [&](const std::string& name) {
    return Of(name, "whole", 32).Of("cpu");
  };
  std::printf("\naicc: CPU a request, 32 at a time: %.0f us\n", cpu("aicc"));
  if (!options_.portkey.empty()) {
    std::printf("aicc: requests for the CPU of one of portkey: %.1f\n",
                cpu("portkey") / cpu("aicc"));
  }
  for (const int clients : kClients) {
    const double zero = Of("direct", "whole", clients).Of("p99");
    std::printf("aicc: added p99 to the floor's, %d at a time: %.2f\n", clients,
                (Of("aicc", "whole", clients).Of("p99") - zero) /
                    (Of("floor", "whole", clients).Of("p99") - zero));
  }
  std::printf("aicc: memory after %d requests: %.1f MB, after %d: %.1f MB\n",
              kSomeRequests, memory_some_,
              options_.quick ? 2 * kSomeRequests : kManyRequests, memory_many_);
}

std::optional<Options> ReadOptions(std::vector<std::string> words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t left = words.size() - i - 1;
    if (words[i] == "--quick") {
      options.quick = true;
    } else if (words[i] == "--portkey" && left >= 1) {
      options.portkey = words[++i];
    } else if (words[i] == "--only" && left >= 4) {
      options.only.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                          words.begin() + static_cast<std::ptrdiff_t>(i) + 5);
      i += 4;
    } else {
      return std::nullopt;
    }
  }
  return options;
}

}  // namespace
}  // namespace aicc::bench

int main(int argc, char** argv) {
  using namespace aicc::bench;
  const auto options = ReadOptions({argv + 1, argv + argc});
  if (!options) {
    std::fprintf(stderr, "usage: see the head of gateway_bench.cc\n");
    return EXIT_FAILURE;
  }
  // Caught, so that whatever was started is ended.
  try {
    Bench bench(*options);
    if (options->only.empty()) {
      bench.RunAll();
    } else {
      bench.RunOne();
    }
  } catch (const std::exception& e) {
    std::fprintf(stderr, "gateway_bench: %s\n", e.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
