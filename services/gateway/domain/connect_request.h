#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/error.h"

namespace aicc::gateway {

// What the lines above the body of a Connect request mean. Views are into what
// was passed in.

// An RPC as named by the path of a request.
struct RpcName {
  std::string_view service;  // "aicc.session.v1.SessionService"
  std::string_view method;   // "GetSession"
};

// Takes "/package.Service/Method" apart; nothing if the path is not of that
// form, whether or not there is such an RPC.
std::optional<RpcName> ParseRpcPath(std::string_view path);

// Returns "session" for "aicc.session.v1.SessionService"; nothing if it is not
// of one of our packages, `aicc.NAME.vN`.
std::optional<std::string_view> OwnerOf(std::string_view service);

// How messages are written down.
enum class Codec { kJson, kProto };

struct ContentType {
  Codec codec = Codec::kJson;
  bool streaming = false;  // Messages are in envelopes.
};

// Understands the four types of the protocol, in any case and with parameters,
// of which only `charset=utf-8` is taken; nothing for any other.
std::optional<ContentType> ParseContentType(std::string_view header);

// The way back, as in "application/connect+json".
std::string_view ContentTypeName(ContentType type);

// Reads `Connect-Timeout-Ms`: nothing if `header` is empty; an error
// ("INVALID_FIELD") unless it is 1 to 10 digits.
Result<std::optional<std::chrono::milliseconds>> ParseTimeout(
    std::string_view header);

// True for the encodings we take: none and "identity".
bool IsIdentity(std::string_view encoding);

// True if `value` is 1 to `max` printable ASCII characters without a space, and
// so may be passed on in a header or the log.
bool IsPlainToken(std::string_view value, std::size_t max);

}  // namespace aicc::gateway
