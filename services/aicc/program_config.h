#pragma once

#include <map>
#include <string>

#include "common/config.h"
#include "common/error.h"
#include "services/chatbot/config.h"
#include "services/gateway/config.h"
#include "services/inference/config.h"
#include "services/session/config.h"
#include "services/summary/config.h"

namespace aicc {

// The whole configuration: one YAML file, and secrets from the environment.
// Each section is described in the README of its service.
struct ProgramConfig {
  // The folder of the pack. Default: deploy/packs/telco of this checkout.
  std::string pack;

  // The folder of the models' profiles. Default: deploy/models, likewise.
  std::string models;

  // Contacts and what is kept of them are removed by calendar months (UTC),
  // once the month's last day is longer ago than this many months. 0 keeps for
  // ever.
  int retention_months = 0;

  // How services connect to PostgreSQL: a role that row-level security binds.
  // `serve` needs it; `up` makes its own.
  std::string database_dsn;

  // How `migrate` connects: the owner of the schemas.
  std::string database_owner_dsn;

  // The environment variable that holds the secret that signs tokens, at least
  // 32 bytes. All processes of one system share it.
  std::string auth_secret_env = "AICC_AUTH_SECRET";

  // Where each service listens, if this process hosts it, and where it is found
  // otherwise: "HOST:PORT" or "unix:PATH".
  std::map<std::string, std::string> addresses;

  // Threads that run handlers. More than the cores only cost memory.
  int threads = 2;

  // "debug", "info", "warn" or "error".
  std::string log_level = "info";

  session::Config session;
  inference::Config inference;
  chatbot::Config chatbot;
  summary::Config summary;
  gateway::Config gateway;
};

// The services with gRPC, in the order in which they are started.
inline constexpr std::string_view kRpcServices[] = {"session", "inference",
                                                    "summary", "chatbot"};

// What holds where nothing is configured.
ProgramConfig DefaultConfig();

// Tells every service of what concerns them all: the pack and the retention.
void ShareSettings(ProgramConfig* config);

// Reads `path`; the defaults if it is empty. "BAD_CONFIG" names file, line and
// key of the first thing that is wrong.
Result<ProgramConfig> ReadProgramConfig(const std::string& path);

}  // namespace aicc
