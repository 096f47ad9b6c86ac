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

  // `heartbeat_timeout`: without a sign of life for so long an agent is set
  // offline, and their offer goes to the next. Shorter finds them sooner, and
  // costs a write an agent each third of it.
  std::chrono::milliseconds heartbeat_timeout{60'000};

  // `agent_lost_timeout`: and after this, their contacts go back into the
  // queue. Longer spares a reloading console, shorter the customer.
  std::chrono::milliseconds agent_lost_timeout{300'000};

  // `reopen_window`: how long after its close a contact can be reopened.
  std::chrono::milliseconds reopen_window{24 * 3'600'000};

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

  // `retention_months`: a calendar month (UTC) of contacts is dropped as a
  // whole once its last day is longer ago than this many months. 0 keeps for
  // ever.
  int retention_months = 0;
};

// Reads them; the section's errors are told by its root's Done().
Result<Config> ReadConfig(ConfigNode& section);

}  // namespace aicc::session
