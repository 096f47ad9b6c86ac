#pragma once

#include <grpcpp/grpcpp.h>

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/auth.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/http.h"
#include "common/lanes.h"
#include "common/metrics.h"
#include "common/rpc_client.h"
#include "common/rpc_host.h"

namespace aicc {

// What a process gives the services that it hosts. All of it outlives them.
struct Environment {
  boost::asio::any_io_executor executor;
  const Clock& clock;
  const Authenticator& authenticator;
  Metrics& metrics;
  RpcHost& rpc;
  Channels& channels;

  // A libpq connection string of the role that row-level security binds.
  std::string database_dsn;

  // For connections of clients; nullptr: they are on `executor`.
  Lanes* lanes = nullptr;
};

// One service, hosted by a process. The program makes it, registers what
// rpc_services() gives with a gRPC server, starts it once that server runs, and
// stops it before that server is destroyed.
class HostedService {
 public:
  virtual ~HostedService() = default;

  // Implementations of generated service classes, owned by this.
  virtual std::vector<grpc::Service*> rpc_services() = 0;

  // What it answers over HTTP, owned by this; asked once, before Start().
  virtual std::vector<HttpRoute*> http_routes() { return {}; }

  // Begins background work, and what calls other services. Does not block.
  virtual Result<void> Start() { return {}; }

  // The process is about to stop: makes streams take their leave, each to end
  // soon. Does not block.
  virtual void PrepareToStop() {}

  // Ends background work; returns once it has ended. No RPC comes after this.
  virtual void Stop() {}
};

}  // namespace aicc
