#include "services/gateway/domain/errors.h"

#include <utility>

namespace aicc::gateway {
namespace {

constexpr int kNotFound = 404;
constexpr int kMethodNotAllowed = 405;
constexpr int kContentTooLarge = 413;
constexpr int kUnsupportedMediaType = 415;
constexpr int kHeaderFieldsTooLarge = 431;

Code CodeOfKind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument:
      return Code::kInvalidArgument;
    case ErrorKind::kNotFound:
      return Code::kNotFound;
    case ErrorKind::kAlreadyExists:
      return Code::kAlreadyExists;
    case ErrorKind::kFailedPrecondition:
      return Code::kFailedPrecondition;
    case ErrorKind::kAborted:
      return Code::kAborted;
    case ErrorKind::kUnauthenticated:
      return Code::kUnauthenticated;
    case ErrorKind::kPermissionDenied:
      return Code::kPermissionDenied;
    case ErrorKind::kResourceExhausted:
      return Code::kResourceExhausted;
    case ErrorKind::kUnavailable:
      return Code::kUnavailable;
    case ErrorKind::kDeadlineExceeded:
      return Code::kDeadlineExceeded;
    case ErrorKind::kInternal:
      return Code::kInternal;
  }
  return Code::kInternal;
}

Refusal OverLimit(int http_status, std::string reason, std::string_view what,
                  std::size_t limit_bytes) {
  const std::string limit = std::to_string(limit_bytes);
  return {Code::kResourceExhausted,
          http_status,
          std::move(reason),
          std::string(what) + " is longer than " + limit + " bytes",
          {{"limitBytes", limit}}};
}

}  // namespace

Refusal UnknownPath() {
  return {Code::kNotFound,
          kNotFound,
          "UNKNOWN_PATH",
          "nothing is here; RPCs are at POST /{package.Service}/{Method}",
          {}};
}

Refusal UnknownRpc() {
  return {Code::kUnimplemented,
          kNotFound,
          "UNKNOWN_RPC",
          "there is no such RPC; GET / lists the services",
          {}};
}

Refusal MethodNotAllowed(std::string_view allowed) {
  const std::string name(allowed);
  return {Code::kUnimplemented,
          kMethodNotAllowed,
          "METHOD_NOT_ALLOWED",
          "use " + name + " here",
          {{"allowed", name}}};
}

Refusal ContentTypeNotSupported(std::string_view supported) {
  const std::string types(supported);
  return {Code::kInvalidArgument,
          kUnsupportedMediaType,
          "CONTENT_TYPE_NOT_SUPPORTED",
          "the content type of this RPC must be one of: " + types,
          {{"supported", types}}};
}

Refusal CompressionNotSupported() {
  return {Code::kUnimplemented,
          0,
          "COMPRESSION_NOT_SUPPORTED",
          "unknown compression; supported encodings are: identity",
          {{"supported", "identity"}}};
}

Refusal ClientStreamingNotSupported(const std::string& rpc) {
  return {Code::kUnimplemented,
          0,
          "CLIENT_STREAMING_NOT_SUPPORTED",
          rpc +
              " takes a stream of messages, which HTTP/1.1 cannot carry both "
              "ways; call it with gRPC, or use its unary sibling",
          {{"rpc", rpc}}};
}

Refusal BodyTooLarge(std::size_t limit_bytes) {
  return OverLimit(kContentTooLarge, "BODY_TOO_LARGE", "the request's body",
                   limit_bytes);
}

Refusal HeaderTooLarge(std::size_t limit_bytes) {
  return OverLimit(kHeaderFieldsTooLarge, "HEADER_TOO_LARGE",
                   "the request's header", limit_bytes);
}

Refusal MalformedHttp() {
  return {Code::kInvalidArgument,
          0,
          "MALFORMED_HTTP",
          "this is not a request of HTTP/1.1",
          {}};
}

Refusal TooManyConnections() {
  return {Code::kUnavailable,
          0,
          "TOO_MANY_CONNECTIONS",
          "too many connections are open; retry later",
          {}};
}

Refusal GatewayStopping() {
  return {Code::kUnavailable,
          0,
          "GATEWAY_STOPPING",
          "this server is stopping; connect again, and resume",
          {}};
}

Refusal UpstreamFailed(Code code, std::string_view service) {
  const std::string name(service);
  if (code == Code::kUnavailable) {
    return FromError(ServiceUnavailable(service).error());
  }
  if (code == Code::kDeadlineExceeded) {
    return {code,
            0,
            "DEADLINE_PASSED",
            "the time for this call ran out; it may have been done",
            {{"service", name}}};
  }
  return {code,
          0,
          "UPSTREAM_FAILED",
          "the call to the " + name +
              " service failed: " + std::string(ConnectName(code)),
          {{"service", name}}};
}

Refusal FromError(const Error& error) {
  return {CodeOfKind(error.kind), 0, error.reason, error.message,
          error.metadata};
}

Failure AddressInUse(std::string_view address) {
  const std::string name(address);
  return Failure({ErrorKind::kUnavailable,
                  "ADDRESS_IN_USE",
                  "another program listens on " + name +
                      " already; stop it or choose another address",
                  {{"address", name}}});
}

Failure BadAddress(std::string_view address, std::string_view why) {
  const std::string name(address);
  return Failure({ErrorKind::kInvalidArgument,
                  "BAD_ADDRESS",
                  "cannot listen on \"" + name + "\": " + std::string(why),
                  {{"address", name}}});
}

}  // namespace aicc::gateway
