#include "common/log.h"

#include <spdlog/sinks/stdout_sinks.h>

namespace aicc {

spdlog::logger& Log() {
  // Leaked on purpose: threads may log until the very end of the process.
  static spdlog::logger* const logger = [] {
    auto* made = new spdlog::logger(
        "aicc", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                      spdlog::pattern_time_type::utc);
    made->set_level(spdlog::level::info);
    made->flush_on(spdlog::level::warn);
    return made;
  }();
  return *logger;
}

}  // namespace aicc
