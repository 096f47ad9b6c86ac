#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/error.h"
#include "services/aicc/program_config.h"

namespace aicc {

// Hosts services in this process: makes them, serves their gRPC, starts and
// stops them in the right order. Services of one process reach one another in
// it, those of others over TCP.
class Host {
 public:
  struct Options {
    ProgramConfig config;
    std::vector<std::string> services;  // Of kRpcServices, and "gateway".
    std::string secret;                 // Signs tokens; at least 32 bytes.
    std::string database_dsn;
    // Listens here instead of at each service's own address; empty: there.
    std::string grpc_address;
  };

  // Returns once everything serves. "BAD_CONFIG" and whatever the services say;
  // "ADDRESS_IN_USE" if an address cannot be listened on.
  static Result<std::unique_ptr<Host>> Start(Options options);

  // Stops: streams take their leave, then the edge stops, then RPCs, then
  // background work. Running requests have a few seconds to end.
  virtual ~Host() = default;

  // Where the gateway listens, 0 without one.
  virtual std::uint16_t http_port() const = 0;
};

}  // namespace aicc
