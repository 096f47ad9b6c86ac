#include "services/session/domain/time_text.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace aicc::session {

std::string TimeText(TimePoint time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const std::time_t t = seconds.time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&t, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
                utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
                utc.tm_min, utc.tm_sec,
                static_cast<int>((time - seconds).count()));
  return text.data();
}

}  // namespace aicc::session
