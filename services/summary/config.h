#pragma once

#include <chrono>
#include <string>

#include "common/config.h"
#include "common/error.h"

namespace aicc::summary {

struct Config {
  // The pack's folder, which gives dispositions and queues their names in
  // summaries. Empty: their ids are shown. Set by the program, for all
  // services.
  std::string pack;

  // Connections to PostgreSQL, and the threads that wait for them.
  int database_connections = 4;

  // The longest to wait for a model to write a summary; then the built-in
  // engine does. 0 asks no model at all.
  std::chrono::milliseconds model_limit{20'000};

  // The longest that one report may read the logs of contacts that have
  // changed. Longer serves bigger reports at once, and keeps callers waiting.
  std::chrono::milliseconds report_limit{25'000};

  // What is kept of contacts is removed with their calendar month (UTC), once
  // its last day is longer ago than this many months. 0 keeps for ever. Set by
  // the program, for all services.
  int retention_months = 0;
};

// Reads the section `summary` of the configuration.
Result<Config> ReadConfig(ConfigNode& section);

}  // namespace aicc::summary
