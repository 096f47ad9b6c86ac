#pragma once

#include <grpcpp/server_builder.h>

#include "common/error.h"

namespace aicc {

// INVALID_ARGUMENT, "INVALID_FIELD", field `request`: what came is no message
// of its type, such as one with text that is not UTF-8.
Failure MalformedRequest();

// Makes the server answer such a request of a unary or server-streaming RPC
// with MalformedRequest(). gRPC parses before any handler is asked, and by
// itself says UNIMPLEMENTED without a word. To be called before
// BuildAndStart(), once per builder. For streams from the caller see
// common/rpc_bytes.h.
void RefuseMalformedRequests(grpc::ServerBuilder* builder);

}  // namespace aicc
