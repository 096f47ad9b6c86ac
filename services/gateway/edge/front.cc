#include "services/gateway/edge/front.h"

#include <algorithm>
#include <utility>

#include "common/log.h"
#include "common/uuid.h"
#include "services/gateway/domain/connect_request.h"
#include "services/gateway/domain/errors.h"
#include "services/gateway/edge/health.h"

namespace aicc::gateway {
namespace {

constexpr std::size_t kMaxRequestIdBytes = 64;
constexpr char kAllowedHeaders[] =
    "authorization, content-type, connect-protocol-version, "
    "connect-timeout-ms, traceparent, x-request-id, x-user-agent";

// Adds what every answer to this request carries, and remembers its status.
class Stamped final : public HttpResponder {
 public:
  Stamped(HttpResponder& inner, HttpHeaders headers)
      : inner_(inner), headers_(std::move(headers)) {}

  Task<void> Send(HttpResponse response) override {
    return inner_.Send(Stamp(std::move(response)));
  }
  Task<void> Begin(HttpResponse head) override {
    return inner_.Begin(Stamp(std::move(head)));
  }
  Task<void> Write(std::string bytes) override {
    return inner_.Write(std::move(bytes));
  }
  Task<void> End() override { return inner_.End(); }

  int status() const { return status_; }

 private:
  HttpResponse Stamp(HttpResponse response) {
    status_ = response.status;
    for (auto& header : headers_) response.headers.push_back(header);
    return response;
  }

  HttpResponder& inner_;
  const HttpHeaders headers_;
  int status_ = 0;
};

std::string RequestIdFrom(const HttpRequest& request) {
  const std::string_view given = request.Header("x-request-id");
  return IsPlainToken(given, kMaxRequestIdBytes) ? std::string(given)
                                                 : NewUuid();
}

bool IsPreflight(const HttpRequest& request) {
  return request.method == "OPTIONS" &&
         !request.Header("access-control-request-method").empty();
}

HttpResponse Preflight() {
  return {204,
          {{"access-control-allow-methods", "POST, GET"},
           {"access-control-allow-headers", kAllowedHeaders},
           {"access-control-max-age", "7200"}},
          ""};
}

bool IsPage(std::string_view path) {
  return path == "/" || path == "/healthz" || path == "/metrics";
}

}  // namespace

Front::Front(ConnectHandler& connect, Channels& channels, Metrics& metrics,
             std::vector<std::string> allowed_origins, Limits limits)
    : connect_(connect),
      channels_(channels),
      metrics_(metrics),
      allowed_origins_(std::move(allowed_origins)),
      limits_(limits) {}

Task<void> Front::Handle(const HttpRequest& request, HttpResponder& responder) {
  const auto began = std::chrono::steady_clock::now();
  const std::string request_id = RequestIdFrom(request);
  HttpHeaders headers{{"x-request-id", request_id}};
  if (!allowed_origins_.empty()) headers.emplace_back("vary", "origin");
  const std::string_view origin = request.Header("origin");
  if (Allows(origin)) {
    headers.emplace_back("access-control-allow-origin", origin);
    headers.emplace_back("access-control-expose-headers", "x-request-id");
  }
  Stamped stamped(responder, std::move(headers));
  co_await Route(request, request_id, stamped);

  metrics_.Count("aicc_http_responses_total", "status",
                 std::to_string(stamped.status()));
  const double ms = std::chrono::duration<double, std::milli>(
                        std::chrono::steady_clock::now() - began)
                        .count();
  Log().debug("http id={} status={} ms={:.1f}", request_id, stamped.status(),
              ms);
}

// No coroutine: its frame would be one more on the way of every request.
Task<void> Front::Route(const HttpRequest& request,
                        const std::string& request_id,
                        HttpResponder& responder) {
  if (IsPreflight(request)) return responder.Send(Preflight());
  if (ParseRpcPath(request.path)) {
    return connect_.Handle(request, request_id, responder);
  }
  if (HttpRoute* const route = RouteOf(request.path)) {
    return route->Handle(request, request_id, responder);
  }
  if (!IsPage(request.path)) {
    return responder.Send(connect_.ToResponse(UnknownPath()));
  }
  if (request.method != "GET" && request.method != "HEAD") {
    return responder.Send(connect_.ToResponse(MethodNotAllowed("GET")));
  }
  if (request.path == "/healthz") return SendHealth(responder);
  if (request.path == "/metrics") {
    return responder.Send(
        {200,
         {{"content-type", "text/plain; version=0.0.4; charset=utf-8"}},
         metrics_.Text()});
  }
  return responder.Send(Home());
}

Task<void> Front::SendHealth(HttpResponder& responder) {
  HttpResponse response = co_await CheckHealth(
      channels_, connect_.methods().owners(), limits_.health);
  co_await responder.Send(std::move(response));
}

HttpRoute* Front::RouteOf(std::string_view path) const {
  const auto found = std::ranges::find_if(routes_, [&](HttpRoute* route) {
    return path.starts_with(route->prefix());
  });
  return found == routes_.end() ? nullptr : *found;
}

std::size_t Front::BodyLimit(std::string_view path) const {
  const HttpRoute* const route = RouteOf(path);
  return route != nullptr ? route->body_bytes() : limits_.body_bytes;
}

HttpResponse Front::Home() const {
  std::string services;
  for (const std::string& name : connect_.methods().services()) {
    services += (services.empty() ? "\"" : ",\"") + name + '"';
  }
  return {200,
          {{"content-type", "application/json"}},
          R"({"product":"AICC, the backend of an AI contact centre",)"
          R"("rpc":"POST /{package.Service}/{Method}, Connect protocol",)"
          R"("health":"/healthz","metrics":"/metrics","services":[)" +
              services + "]}\n"};
}

HttpResponse Front::Refuse(HttpFault fault, std::string_view path) {
  const HttpRoute* const route = RouteOf(path);
  HttpResponse response;
  switch (fault) {
    case HttpFault::kMalformed:
      response = connect_.ToResponse(MalformedHttp());
      break;
    case HttpFault::kHeaderTooLarge:
      response = connect_.ToResponse(HeaderTooLarge(limits_.header_bytes));
      break;
    case HttpFault::kBodyTooLarge:
      response = route != nullptr
                     ? route->RefuseLength()
                     : connect_.ToResponse(BodyTooLarge(limits_.body_bytes));
      break;
    case HttpFault::kTooManyConnections:
      response = connect_.ToResponse(TooManyConnections());
      break;
  }
  response.headers.emplace_back("x-request-id", NewUuid());
  metrics_.Count("aicc_http_responses_total", "status",
                 std::to_string(response.status));
  return response;
}

bool Front::Allows(std::string_view origin) const {
  return !origin.empty() &&
         std::ranges::find(allowed_origins_, origin) != allowed_origins_.end();
}

}  // namespace aicc::gateway
