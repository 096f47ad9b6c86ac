#include "services/gateway/edge/connect_handler.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/log.h"
#include "services/gateway/domain/connect_request.h"
#include "services/gateway/domain/envelope.h"
#include "services/gateway/edge/connect_status.h"

namespace aicc::gateway {
namespace {

constexpr std::size_t kMaxTraceparentBytes = 128;
constexpr std::string_view kUnaryTypes = "application/json, application/proto";
constexpr std::string_view kStreamTypes =
    "application/connect+json, application/connect+proto";

HttpHeaders HeadOf(ContentType type) {
  HttpHeaders headers{{"content-type", std::string(ContentTypeName(type))},
                      {"accept-encoding", "identity"}};
  if (type.streaming) {
    headers.emplace_back("connect-accept-encoding", "identity");
    headers.emplace_back("cache-control", "no-store");
    // Tells proxies not to hold messages back.
    headers.emplace_back("x-accel-buffering", "no");
  }
  return headers;
}

std::string_view TypesOf(const PublicMethod& method) {
  return method.server_streaming || method.client_streaming ? kStreamTypes
                                                            : kUnaryTypes;
}

// What can be refused by the request line and content type alone.
std::optional<Refusal> Unfit(const HttpRequest& request,
                             const PublicMethod& method,
                             const std::optional<ContentType>& type) {
  if (request.method != "POST") return MethodNotAllowed("POST");
  if (method.client_streaming) return ClientStreamingNotSupported(method.name);
  if (!type || type->streaming != method.server_streaming) {
    return ContentTypeNotSupported(TypesOf(method));
  }
  return std::nullopt;
}

void LogRefusal(std::string_view rpc, const std::string& request_id,
                const Refusal& refusal) {
  Log().info("gateway refused rpc={} id={} code={} reason={}", rpc, request_id,
             ConnectName(refusal.code), refusal.reason);
}

}  // namespace

// Keeps a stream where Stopping() finds it.
class ConnectHandler::Running {
 public:
  Running(ConnectHandler& handler, UpstreamStream& stream)
      : handler_(handler), stream_(stream) {
    std::lock_guard lock(handler_.mutex_);
    handler_.running_.insert(&stream_);
    if (handler_.stopping_) stream_.Cancel();
  }
  ~Running() {
    std::lock_guard lock(handler_.mutex_);
    handler_.running_.erase(&stream_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  bool stopping() const {
    std::lock_guard lock(handler_.mutex_);
    return handler_.stopping_;
  }

 private:
  ConnectHandler& handler_;
  UpstreamStream& stream_;
};

ConnectHandler::ConnectHandler(const Authenticator& authenticator,
                               Channels& channels, CallLimits limits)
    : authenticator_(authenticator), channels_(channels), limits_(limits) {}

void ConnectHandler::Stopping() {
  std::lock_guard lock(mutex_);
  stopping_ = true;
  for (UpstreamStream* stream : running_) stream->Cancel();
}

HttpResponse ConnectHandler::ToResponse(const Refusal& refusal) const {
  HttpResponse response;
  response.status =
      refusal.http_status != 0 ? refusal.http_status : HttpStatus(refusal.code);
  response.headers = HeadOf({Codec::kJson, false});
  const auto allowed = refusal.metadata.find("allowed");
  if (allowed != refusal.metadata.end()) {
    response.headers.emplace_back("allow", allowed->second);
  }
  response.body = ErrorJson(ToConnect(refusal, transcoder_));
  return response;
}

Task<void> ConnectHandler::Handle(const HttpRequest& request,
                                  const std::string& request_id,
                                  HttpResponder& responder) {
  const PublicMethod* method = methods_.Find(request.path);
  if (method == nullptr) {
    LogRefusal("-", request_id, UnknownRpc());
    co_return co_await responder.Send(ToResponse(UnknownRpc()));
  }
  const auto type = ParseContentType(request.Header("content-type"));
  if (const auto refusal = Unfit(request, *method, type)) {
    LogRefusal(method->name, request_id, *refusal);
    if (refusal->http_status == 0 && type) {
      co_return co_await Fail(ToConnect(*refusal, transcoder_), *type,
                              responder);
    }
    HttpResponse response = ToResponse(*refusal);
    response.headers.emplace_back("accept-post", TypesOf(*method));
    co_return co_await responder.Send(std::move(response));
  }

  auto prepared = Prepare(request, request_id, *method, *type);
  if (!prepared) {
    LogRefusal(method->name, request_id, prepared.error());
    co_return co_await Fail(ToConnect(prepared.error(), transcoder_), *type,
                            responder);
  }
  if (type->streaming) {
    co_await Stream(*method, *type, *std::move(prepared), responder);
  } else {
    co_await Unary(*method, *type, *std::move(prepared), responder);
  }
}

std::expected<ConnectHandler::Prepared, Refusal> ConnectHandler::Prepare(
    const HttpRequest& request, const std::string& request_id,
    const PublicMethod& method, ContentType type) const {
  const auto refuse = [](const Error& error) {
    return std::unexpected(FromError(error));
  };
  const std::string_view token = BearerToken(request.Header("authorization"));
  if (const auto caller = authenticator_.Check(token); !caller) {
    return refuse(caller.error());
  }
  const std::string_view version = request.Header("connect-protocol-version");
  if (!version.empty() && version != "1") {
    return refuse(
        InvalidField("connect-protocol-version", "must be 1").error());
  }
  if (!IsIdentity(request.Header(type.streaming ? "connect-content-encoding"
                                                : "content-encoding"))) {
    return std::unexpected(CompressionNotSupported());
  }
  const auto timeout = ParseTimeout(request.Header("connect-timeout-ms"));
  if (!timeout) return refuse(timeout.error());

  std::string_view body = request.body;
  if (type.streaming) {
    const auto message = OnlyMessage(body);
    if (!message && message.error() == EnvelopeFault::kCompressed) {
      return std::unexpected(CompressionNotSupported());
    }
    if (!message) {
      return refuse(InvalidField("body", Describe(message.error())).error());
    }
    body = *message;
  }
  auto decoded = transcoder_.Decode(method, type.codec, body);
  if (!decoded) return refuse(decoded.error());

  Prepared prepared;
  prepared.message = *std::move(decoded);
  prepared.call.path = method.path;
  prepared.call.authorization = "Bearer " + std::string(token);
  prepared.call.request_id = request_id;
  const std::string_view trace = request.Header("traceparent");
  if (IsPlainToken(trace, kMaxTraceparentBytes)) {
    prepared.call.traceparent = std::string(trace);
  }
  const auto limit = type.streaming ? limits_.stream : limits_.unary;
  prepared.call.timeout = std::min(timeout->value_or(limit), limit);
  return prepared;
}

Task<void> ConnectHandler::Unary(const PublicMethod& method, ContentType type,
                                 Prepared prepared, HttpResponder& responder) {
  UpstreamAnswer answer = co_await CallUpstream(
      channels_.To(method.owner), prepared.call, std::move(prepared.message));
  if (!answer.status.ok()) {
    co_return co_await Fail(ToConnect(answer.status, method.owner, transcoder_),
                            type, responder);
  }
  auto body =
      transcoder_.Encode(method, type.codec, std::move(answer.response));
  if (!body) {
    co_return co_await Fail(ToConnect(FromError(body.error()), transcoder_),
                            type, responder);
  }
  co_await responder.Send({200, HeadOf(type), *std::move(body)});
}

Task<void> ConnectHandler::Stream(const PublicMethod& method, ContentType type,
                                  Prepared prepared, HttpResponder& responder) {
  // At once, so that a client who waits for the first event knows it is heard.
  co_await responder.Begin({200, HeadOf(type), ""});
  UpstreamStream stream(channels_.To(method.owner), prepared.call,
                        std::move(prepared.message));
  const Running running(*this, stream);
  std::optional<ConnectError> error;
  while (!error) {
    // Only after the last write has ended: a slow reader slows the service.
    auto message = co_await stream.Read();
    if (!message) break;
    const auto body =
        transcoder_.Encode(method, type.codec, *std::move(message));
    if (body) {
      co_await responder.Write(Envelope(0, *body));
    } else {
      error = ToConnect(FromError(body.error()), transcoder_);
    }
  }
  if (!error) {
    const grpc::Status status = co_await stream.Finish();
    if (!status.ok()) {
      error = running.stopping() ? ToConnect(GatewayStopping(), transcoder_)
                                 : ToConnect(status, method.owner, transcoder_);
    }
  }
  co_await responder.Write(
      Envelope(kEndStreamFlag, EndStreamJson(error ? &*error : nullptr)));
  co_await responder.End();
}

Task<void> ConnectHandler::Fail(const ConnectError& error, ContentType type,
                                HttpResponder& responder) {
  if (!type.streaming) {
    co_return co_await responder.Send({HttpStatus(error.code),
                                       HeadOf({Codec::kJson, false}),
                                       ErrorJson(error)});
  }
  // A stream's answer is always 200; what went wrong is in its last message.
  co_await responder.Begin({200, HeadOf(type), ""});
  co_await responder.Write(Envelope(kEndStreamFlag, EndStreamJson(&error)));
  co_await responder.End();
}

}  // namespace aicc::gateway
