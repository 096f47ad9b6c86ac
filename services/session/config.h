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

  // A calendar month (UTC) of contacts is dropped as a whole once its last day
  // is longer ago than this many months. 0 keeps for ever. Set by the program,
  // for all services.
  int retention_months = 0;

  // `nats_url`: carries wake-ups over NATS, as in `nats://127.0.0.1:4222`.
  // Empty: NOTIFY of PostgreSQL does, which is enough for a few processes.
  std::string nats_url;

  // `nats_user`: who connects. Empty: the secret is a token.
  std::string nats_user;

  // `nats_secret_env`: the environment variable with the user's password, or
  // the token. Empty: NATS asks for none.
  std::string nats_secret_env;

  // What that variable holds. Not in the file.
  std::string nats_secret;

  // `search_index_percent`: how much of the time what is said is put into the
  // search index, at most. More keeps up with a rush, which it slows down.
  int search_index_percent = 10;
};

// Reads them; the section's errors are told by its root's Done().
Result<Config> ReadConfig(ConfigNode& section);

// Takes `nats_secret` from the environment. "BAD_CONFIG" if it is to be there
// and is not.
Result<void> FindNatsSecret(Config* config);

}  // namespace aicc::session
