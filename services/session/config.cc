#include "services/session/config.h"

#include <cstdlib>
#include <string_view>

namespace aicc::session {
namespace {

using std::chrono::milliseconds;

void ReadSpan(ConfigNode& section, const char* key, milliseconds min,
              milliseconds max, milliseconds* value) {
  section.Read(key, value);
  if (*value < min || *value > max) {
    section.Reject(key, "must be " + std::to_string(min.count()) + "ms to " +
                            std::to_string(max.count()) + "ms");
  }
}

// Without a user's name or password in it: those would be in logs.
bool IsNatsUrl(std::string_view url) {
  constexpr std::string_view kScheme = "nats://";
  if (!url.starts_with(kScheme)) return false;
  url.remove_prefix(kScheme.size());
  return url.find('@') == std::string_view::npos && IsHostAndPort(url);
}

void ReadNats(ConfigNode& section, Config* config) {
  section.Read("nats_url", &config->nats_url);
  section.Read("nats_user", &config->nats_user);
  section.Read("nats_secret_env", &config->nats_secret_env);
  if (!config->nats_url.empty() && !IsNatsUrl(config->nats_url)) {
    section.Reject("nats_url", "must be nats://HOST:PORT");
  }
  if (!config->nats_user.empty() && config->nats_secret_env.empty()) {
    section.Reject("nats_user", "needs nats_secret_env, for the password");
  }
}

}  // namespace

Result<Config> ReadConfig(ConfigNode& section) {
  Config config;
  ReadSpan(section, "offer_timeout", milliseconds(1'000), milliseconds(600'000),
           &config.offer_timeout);
  ReadSpan(section, "heartbeat_timeout", milliseconds(3'000),
           milliseconds(3'600'000), &config.heartbeat_timeout);
  ReadSpan(section, "agent_lost_timeout", config.heartbeat_timeout,
           milliseconds(24 * 3'600'000), &config.agent_lost_timeout);
  ReadSpan(section, "reopen_window", milliseconds(0),
           milliseconds(std::int64_t{366} * 24 * 3'600'000),
           &config.reopen_window);
  section.Read("append_shards", &config.append_shards, 1, 16);
  section.Read("database_connections", &config.database_connections, 1, 64);
  ReadSpan(section, "routing_interval", milliseconds(10), milliseconds(10'000),
           &config.routing_interval);
  ReadSpan(section, "watch_sweep_interval", milliseconds(100),
           milliseconds(600'000), &config.watch_sweep_interval);
  ReadNats(section, &config);
  section.Read("search_index_percent", &config.search_index_percent, 1, 100);
  return config;
}

Result<void> FindNatsSecret(Config* config) {
  if (config->nats_url.empty() || config->nats_secret_env.empty()) return {};
  const char* const secret = std::getenv(config->nats_secret_env.c_str());
  if (secret == nullptr || *secret == '\0') {
    return Failure({ErrorKind::kInvalidArgument,
                    "BAD_CONFIG",
                    "the environment variable " + config->nats_secret_env +
                        ", which holds the secret for NATS, is not set",
                    {{"key", "session.nats_secret_env"},
                     {"variable", config->nats_secret_env}}});
  }
  config->nats_secret = secret;
  return {};
}

}  // namespace aicc::session
