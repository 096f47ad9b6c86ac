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
  section.Read("append_shards", &config.append_shards, 1, 16);
  section.Read("database_connections", &config.database_connections, 1, 64);
  ReadSpan(section, "routing_interval", milliseconds(10), milliseconds(10'000),
           &config.routing_interval);
  ReadSpan(section, "watch_sweep_interval", milliseconds(100),
           milliseconds(600'000), &config.watch_sweep_interval);
  section.Read("search_index_percent", &config.search_index_percent, 1, 100);
  return config;
}

}  // namespace aicc::session
