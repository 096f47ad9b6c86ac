#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "common/error.h"
#include "services/gateway/domain/connect_code.h"

namespace aicc::gateway {

inline constexpr std::string_view kErrorDomain = "gateway.aicc";

// What the gateway itself answers instead of passing a request on. Like
// aicc::Error, with the codes and HTTP statuses that only an HTTP edge needs.
struct Refusal {
  Code code = Code::kInternal;
  int http_status = 0;  // 0: as `code` says.
  std::string reason;
  std::string message;
  std::map<std::string, std::string> metadata;
};

// 404, not_found, "UNKNOWN_PATH".
Refusal UnknownPath();
// 404, unimplemented, "UNKNOWN_RPC": the path has the form of an RPC's.
Refusal UnknownRpc();
// 405, unimplemented, "METHOD_NOT_ALLOWED"; metadata `allowed`.
Refusal MethodNotAllowed(std::string_view allowed);
// 415, invalid_argument, "CONTENT_TYPE_NOT_SUPPORTED"; metadata `supported`.
Refusal ContentTypeNotSupported(std::string_view supported);
// unimplemented, "COMPRESSION_NOT_SUPPORTED"; metadata `supported`.
Refusal CompressionNotSupported();
// unimplemented, "CLIENT_STREAMING_NOT_SUPPORTED": over gRPC only.
Refusal ClientStreamingNotSupported(const std::string& rpc);
// 413, resource_exhausted, "BODY_TOO_LARGE"; metadata `limitBytes`.
Refusal BodyTooLarge(std::size_t limit_bytes);
// 431, resource_exhausted, "HEADER_TOO_LARGE"; metadata `limitBytes`.
Refusal HeaderTooLarge(std::size_t limit_bytes);
// 400, invalid_argument, "MALFORMED_HTTP".
Refusal MalformedHttp();
// 503, unavailable, "TOO_MANY_CONNECTIONS".
Refusal TooManyConnections();
// unavailable, "GATEWAY_STOPPING": reconnect, and resume.
Refusal GatewayStopping();
// What gRPC itself said of a call to `service`, such as that nobody answers:
// "SERVICE_UNAVAILABLE", "DEADLINE_PASSED", or "UPSTREAM_FAILED".
Refusal UpstreamFailed(Code code, std::string_view service);

// An error of common code, such as a bad token, as a refusal.
Refusal FromError(const Error& error);

// kUnavailable, "ADDRESS_IN_USE"; metadata `address`.
Failure AddressInUse(std::string_view address);
// kInvalidArgument, "BAD_ADDRESS"; metadata `address`.
Failure BadAddress(std::string_view address, std::string_view why);

}  // namespace aicc::gateway
