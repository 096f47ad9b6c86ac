#pragma once

#include <chrono>
#include <string>

#include "common/config.h"
#include "common/error.h"

namespace aicc::session {

// The settings of this service, under `session:` in the configuration.
struct Config {
  // The folder of the pack, whose queues and dispositions are used: the
  // program's own setting, so that all services have the same.
  std::string pack;

  // `offer_timeout`: how long an agent may look at an offer. Longer is kinder
  // to the agent and slower for the customer.
  std::chrono::milliseconds offer_timeout{20'000};

  // `append_shards`: transactions that append at the same time, and their
  // connections. One shares each commit among the most, and is fastest where
  // processors are few; more use more of them.
  int append_shards = 1;

  // `database_connections`: for everything but appends. More wait less, but
  // each costs PostgreSQL a process.
  int database_connections = 8;

  // `routing_interval`: the longest until an unanswered offer is noticed.
  std::chrono::milliseconds routing_interval{250};

  // `watch_sweep_interval`: how late a follower may be whose wake-up was lost.
  std::chrono::milliseconds watch_sweep_interval{5'000};

  // `search_index_percent`: how much of the time what is said is put into the
  // search index, at most. More keeps up with a rush, which it slows down.
  int search_index_percent = 10;
};

// Reads them; the section's errors are told by its root's Done().
Result<Config> ReadConfig(ConfigNode& section);

}  // namespace aicc::session
