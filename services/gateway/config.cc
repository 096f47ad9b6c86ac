#include "services/gateway/config.h"

namespace aicc::gateway {
namespace {

constexpr int kMinBodyBytes = 1'024;
constexpr int kMaxBodyBytes = 64 * 1024 * 1024;
constexpr int kMinHeaderBytes = 1'024;
constexpr int kMaxHeaderBytes = 256 * 1024;
constexpr int kMaxConnections = 1'000'000;

bool IsOrigin(std::string_view s) {
  const auto scheme = s.find("://");
  if (scheme == std::string_view::npos) return false;
  if (s.substr(0, scheme) != "http" && s.substr(0, scheme) != "https") {
    return false;
  }
  const std::string_view host = s.substr(scheme + 3);
  return !host.empty() &&
         host.find_first_of("/ *\r\n") == std::string_view::npos;
}

// A time that must not be nothing.
void ReadLimit(ConfigNode& section, std::string_view key,
               std::chrono::milliseconds* limit) {
  section.Read(key, limit);
  if (*limit <= std::chrono::milliseconds(0)) {
    section.Reject(key, "must be at least 1ms");
  }
}

}  // namespace

Result<Config> ReadConfig(ConfigNode& section) {
  Config config;
  section.Read("listen", &config.listen);
  if (!IsHostAndPort(config.listen)) {
    section.Reject("listen", "must be HOST:PORT");
  }
  section.Read("allowed_origins", &config.allowed_origins);
  for (const std::string& origin : config.allowed_origins) {
    if (!IsOrigin(origin)) {
      section.Reject("allowed_origins",
                     "each must be scheme://host[:port], without a path");
    }
  }
  section.Read("body_bytes", &config.body_bytes, kMinBodyBytes, kMaxBodyBytes);
  section.Read("header_bytes", &config.header_bytes, kMinHeaderBytes,
               kMaxHeaderBytes);
  section.Read("connections", &config.connections, 1, kMaxConnections);
  ReadLimit(section, "idle_timeout", &config.idle_timeout);
  ReadLimit(section, "read_timeout", &config.read_timeout);
  ReadLimit(section, "write_timeout", &config.write_timeout);
  ReadLimit(section, "unary_limit", &config.unary_limit);
  ReadLimit(section, "stream_limit", &config.stream_limit);
  section.Read("drain_limit", &config.drain_limit);
  return config;
}

}  // namespace aicc::gateway
