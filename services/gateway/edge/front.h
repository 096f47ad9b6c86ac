#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/metrics.h"
#include "common/rpc_client.h"
#include "services/gateway/edge/connect_handler.h"
#include "services/gateway/edge/http_handler.h"

namespace aicc::gateway {

// Everything that is reachable on the port: RPCs, `/healthz`, `/metrics`, `/`,
// and CORS for the origins allowed. Gives every answer its `x-request-id`.
// Thread-safe.
class Front final : public HttpHandler {
 public:
  struct Limits {
    std::size_t header_bytes;
    std::size_t body_bytes;
    std::chrono::milliseconds health;
  };

  // What is passed by reference must outlive this.
  Front(ConnectHandler& connect, Channels& channels, Metrics& metrics,
        std::vector<std::string> allowed_origins, Limits limits);

  Task<void> Handle(const HttpRequest& request,
                    HttpResponder& responder) override;
  HttpResponse Refuse(HttpFault fault, std::string_view path) override;
  std::size_t BodyLimit(std::string_view path) const override;
  void Stopping() override { connect_.Stopping(); }

  // Answers what begins with the prefix of `route`, which must outlive this.
  // Before the first request only.
  void Mount(HttpRoute& route) { routes_.push_back(&route); }

 private:
  Task<void> Route(const HttpRequest& request, const std::string& request_id,
                   HttpResponder& responder);
  Task<void> SendHealth(HttpResponder& responder);
  HttpRoute* RouteOf(std::string_view path) const;
  HttpResponse Home() const;
  bool Allows(std::string_view origin) const;

  ConnectHandler& connect_;
  Channels& channels_;
  Metrics& metrics_;
  const std::vector<std::string> allowed_origins_;
  const Limits limits_;
  std::vector<HttpRoute*> routes_;
};

}  // namespace aicc::gateway
