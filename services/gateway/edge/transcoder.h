#pragma once

#include <google/protobuf/util/type_resolver.h>

#include <memory>
#include <string>
#include <string_view>

#include "common/error.h"
#include "services/gateway/domain/connect_request.h"
#include "services/gateway/edge/public_methods.h"

namespace aicc::gateway {

// Turns what a client sends into serialised messages and back, by descriptors.
// Thread-safe.
class Transcoder {
 public:
  Transcoder();

  // Returns the request in protobuf's wire format. "INVALID_FIELD" if it is not
  // one: malformed, not UTF-8, nested too deep, an unknown JSON field. The
  // error names the field, or says "body"; it holds nothing of the values.
  Result<std::string> Decode(const PublicMethod& method, Codec codec,
                             std::string_view body) const;

  // Returns a response, given in the wire format, as the client wants it: JSON
  // with the field names of the proto. kInternal if it is not a response.
  Result<std::string> Encode(const PublicMethod& method, Codec codec,
                             std::string response) const;

  // Returns any message that is known here, as JSON for people; "" if it is
  // unknown. `type` as in "google.rpc.ErrorInfo".
  std::string Debug(const std::string& type, const std::string& value) const;

 private:
  const std::unique_ptr<google::protobuf::util::TypeResolver> types_;
};

}  // namespace aicc::gateway
