#include "services/summary/config.h"

namespace aicc::summary {

Result<Config> ReadConfig(ConfigNode& section) {
  Config config;
  section.Read("database_connections", &config.database_connections, 1, 256);
  section.Read("model_limit", &config.model_limit);
  section.Read("report_limit", &config.report_limit);
  if (config.report_limit.count() <= 0) {
    section.Reject("report_limit", "must be more than 0");
  }
  return config;
}

}  // namespace aicc::summary
