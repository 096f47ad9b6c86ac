#include "common/dsn.h"

#include <cstddef>

namespace aicc {
namespace {

// Of a parameter that is there twice libpq takes the last.
constexpr std::string_view kLimits[] = {
    "connect_timeout=5", "keepalives_idle=10", "keepalives_interval=5",
    "keepalives_count=4", "tcp_user_timeout=30000"};

std::string Joined(std::string_view separator) {
  std::string joined;
  for (const std::string_view limit : kLimits) {
    joined.append(limit).append(separator);
  }
  return joined;
}

}  // namespace

std::string WithTimeLimits(std::string_view dsn) {
  const bool is_uri =
      dsn.starts_with("postgres://") || dsn.starts_with("postgresql://");
  if (!is_uri) return Joined(" ") + std::string(dsn);
  const std::size_t question = dsn.find('?');
  std::string limited(dsn.substr(0, question));
  limited += "?" + Joined("&");
  if (question != std::string_view::npos) {
    return limited.append(dsn.substr(question + 1));
  }
  limited.pop_back();  // The last separator.
  return limited;
}

}  // namespace aicc
