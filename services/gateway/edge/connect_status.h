#pragma once

#include <grpcpp/support/status.h>

#include <string_view>

#include "services/gateway/domain/connect_error.h"
#include "services/gateway/domain/errors.h"
#include "services/gateway/edge/transcoder.h"

namespace aicc::gateway {

// Writes `refusal` as Connect does, with google.rpc details as every service
// of ours gives them: ErrorInfo; BadRequest if the metadata names a `field`;
// RetryInfo where retrying helps.
ConnectError ToConnect(const Refusal& refusal, const Transcoder& transcoder);

// Passes on what a service said. A status without details was made by gRPC
// itself, whose words may hold addresses; it is replaced by a refusal of ours.
//
// REQUIRES: !status.ok()
ConnectError ToConnect(const grpc::Status& status, std::string_view service,
                       const Transcoder& transcoder);

}  // namespace aicc::gateway
