#include "services/gateway/module.h"

#include <utility>

#include "services/gateway/edge/connect_handler.h"
#include "services/gateway/edge/front.h"
#include "services/gateway/edge/http_server.h"

namespace aicc::gateway {
namespace {

constexpr std::chrono::milliseconds kHealthLimit{2'000};

HttpLimits HttpLimitsOf(const Config& config) {
  HttpLimits limits;
  limits.header_bytes = static_cast<std::size_t>(config.header_bytes);
  limits.connections = static_cast<std::size_t>(config.connections);
  limits.idle = config.idle_timeout;
  limits.read = config.read_timeout;
  limits.write = config.write_timeout;
  limits.drain = config.drain_limit;
  return limits;
}

class Gateway final : public GatewayService {
 public:
  Gateway(const Config& config, const Environment& environment)
      : connect_(environment.authenticator, environment.channels,
                 {config.unary_limit, config.stream_limit}),
        front_(connect_, environment.channels, environment.metrics,
               config.allowed_origins,
               {static_cast<std::size_t>(config.header_bytes),
                static_cast<std::size_t>(config.body_bytes), kHealthLimit}) {}

  Result<void> Bind(const Config& config, const Environment& environment) {
    auto server =
        HttpServer::Bind(config.listen, HttpLimitsOf(config),
                         environment.executor, environment.lanes, front_);
    if (!server) return Failure(server.error());
    server_ = *std::move(server);
    return {};
  }

  std::uint16_t port() const override { return server_->port(); }
  void Mount(HttpRoute& route) override { front_.Mount(route); }
  Result<void> Start() override {
    server_->Start();
    return {};
  }
  void Stop() override { server_->Stop(); }

 private:
  ConnectHandler connect_;
  Front front_;
  std::unique_ptr<HttpServer> server_;  // Last: it uses the others.
};

}  // namespace

Result<std::unique_ptr<GatewayService>> MakeGatewayService(
    const Config& config, const Environment& environment) {
  auto gateway = std::make_unique<Gateway>(config, environment);
  if (auto bound = gateway->Bind(config, environment); !bound) {
    return Failure(bound.error());
  }
  return gateway;
}

}  // namespace aicc::gateway
