#include "services/session/config.h"

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
  section.Read("retention_months", &config.retention_months, 0, 1'200);
  return config;
}

}  // namespace aicc::session
