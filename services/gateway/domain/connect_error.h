#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/gateway/domain/connect_code.h"

namespace aicc::gateway {

// One typed message about an error, such as a google.rpc.ErrorInfo.
struct ConnectDetail {
  std::string type;   // The message's full name.
  std::string value;  // The message, serialised.
  std::string debug;  // The same in JSON, for people; may be empty.
};

// An error as the Connect protocol writes it.
struct ConnectError {
  Code code = Code::kUnknown;
  std::string message;
  std::vector<ConnectDetail> details;
};

// {"code":…,"message":…,"details":[{"type":…,"value":…,"debug":…}]}
std::string ErrorJson(const ConnectError& error);

// The message that ends a stream: {}, or {"error":…}.
std::string EndStreamJson(const ConnectError* error);

// Base64 with the standard alphabet and without padding.
std::string Base64Unpadded(std::string_view bytes);

}  // namespace aicc::gateway
