#pragma once

#include <grpcpp/server_builder.h>

namespace aicc {

// Makes the server answer a request that is no message, such as one with text
// that is not UTF-8, with INVALID_ARGUMENT, "INVALID_FIELD", field `request`.
// gRPC parses before any handler is asked, and by itself says UNIMPLEMENTED
// without a word. To be called before BuildAndStart(), once per builder.
void RefuseMalformedRequests(grpc::ServerBuilder* builder);

}  // namespace aicc
