#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/config.h"
#include "common/error.h"

namespace aicc::gateway {

// The section `gateway` of the configuration.
struct Config {
  // Where to listen, an IP address or localhost and a port; port 0 takes a free
  // one. Anything but a loopback address is reachable from outside.
  std::string listen = "127.0.0.1:8080";

  // Origins whose pages may call us, as in "https://desk.example.com". None by
  // default: pages served from this port need none.
  std::vector<std::string> allowed_origins;

  // The longest body of a request. More than the 1 MB texts that services
  // refuse by name, so that their refusal is what a client gets.
  int body_bytes = 1280 * 1024;
  int header_bytes = 16 * 1024;

  // Open at once; more are told to come back (503).
  int connections = 10'000;

  // How long a connection may wait for its next request; a request may take to
  // arrive; a client may take nothing of its answer.
  std::chrono::milliseconds idle_timeout{75'000};
  std::chrono::milliseconds read_timeout{30'000};
  std::chrono::milliseconds write_timeout{60'000};

  // The longest a call may take. Unary: a little more than services allow
  // themselves, so that their own words arrive. Streams: a client resumes.
  std::chrono::milliseconds unary_limit{35'000};
  std::chrono::milliseconds stream_limit{86'400'000};

  // How long running requests may go on when told to stop.
  std::chrono::milliseconds drain_limit{5'000};
};

// Reads the section; errors are in its file's Done(), but for an origin that is
// none, which is noted there too.
Result<Config> ReadConfig(ConfigNode& section);

}  // namespace aicc::gateway
