// How long the built-in engine takes to load a pack, and per message. Prints a
// table; see README.md for a run with its machine.
//
//   engine_bench [PACK]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "services/inference/domain/builtin_engine.h"

namespace aicc::inference {
namespace {

using Time = std::chrono::steady_clock;

double Micros(Time::duration span) {
  return std::chrono::duration<double, std::micro>(span).count();
}

struct Row {
  const char* name;
  std::vector<double> micros;

  void Print() {
    std::ranges::sort(micros);
    const auto at = [this](double share) {
      const auto last = static_cast<double>(micros.size() - 1);
      return micros[static_cast<std::size_t>(share * last)];
    };
    std::printf("%-12s %8zu  %9.0f  %9.0f  %9.0f\n", name, micros.size(),
                at(0.5), at(0.99), at(1));
  }
};

std::vector<std::string> Messages(const Pack& pack) {
  std::vector<std::string> messages;
  for (const Intent& intent : pack.intents) {
    for (const auto& [locale, examples] : intent.examples) {
      messages.insert(messages.end(), examples.begin(), examples.end());
    }
  }
  return messages;
}

int Run(const std::string& path) {
  Row load{"load", {}};
  std::unique_ptr<BuiltinEngine> engine;
  for (int i = 0; i < 3; ++i) {
    const auto start = Time::now();
    auto loaded = BuiltinEngine::Load(path, std::make_shared<SystemClock>());
    if (!loaded) {
      std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
      return 1;
    }
    load.micros.push_back(Micros(Time::now() - start));
    engine = *std::move(loaded);
  }

  Row understand{"understand", {}};
  Row answer{"answer", {}};
  Row search{"search", {}};
  for (const std::string& message : Messages(engine->pack())) {
    const auto start = Time::now();
    const Understanding understood = engine->Understand(message, "");
    const auto knows = Time::now();
    engine->Answer(message, understood);
    const auto answered = Time::now();
    engine->Search(message, understood.locale, 5);
    search.micros.push_back(Micros(Time::now() - answered));
    understand.micros.push_back(Micros(knows - start));
    answer.micros.push_back(Micros(answered - knows));
  }

  const IntentQuality& quality = engine->intents().quality();
  std::printf("%s: %zu intents, %zu documents\n", engine->model_name().c_str(),
              engine->pack().intents.size(), engine->pack().documents.size());
  std::printf("held out: %.1f %% of %d intents, AUROC %.3f\n",
              100 * quality.accuracy, quality.examples, quality.auroc);
  std::printf("%-12s %8s  %9s  %9s  %9s  (µs)\n", "", "count", "p50", "p99",
              "max");
  for (Row* row : {&load, &understand, &answer, &search}) row->Print();
  return 0;
}

}  // namespace
}  // namespace aicc::inference

int main(int argc, char** argv) {
  return aicc::inference::Run(argc > 1 ? argv[1] : "deploy/packs/telco");
}
