#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "common/error.h"
#include "common/http.h"
#include "common/service.h"
#include "services/gateway/config.h"

namespace aicc::gateway {

// The HTTP edge as a service of a process. It answers no gRPC itself.
class GatewayService : public HostedService {
 public:
  std::vector<grpc::Service*> rpc_services() override { return {}; }

  // The port that is bound, from the moment it is made.
  virtual std::uint16_t port() const = 0;

  // Has what begins with its prefix answered by `route`, which must outlive
  // this. Before Start().
  virtual void Mount(HttpRoute& route) = 0;
};

// Binds config.listen; requests are answered from Start() on. Errors:
// "ADDRESS_IN_USE", "BAD_ADDRESS", which name the address. Stop() is not to be
// called on the executor.
Result<std::unique_ptr<GatewayService>> MakeGatewayService(
    const Config& config, const Environment& environment);

}  // namespace aicc::gateway
