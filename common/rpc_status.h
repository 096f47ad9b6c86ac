#pragma once

#include <grpcpp/support/status.h>

#include <string_view>

#include "common/error.h"

namespace aicc {

// Converts `error` to a status whose details hold one google.rpc.ErrorInfo with
// the given `domain`, e.g. "session.aicc"; a BadRequest too if the metadata
// names a `field`, and a RetryInfo where retrying helps.
//
// For kInternal the message and metadata are replaced by a fixed text: the
// caller learns the reason only. Log the original before converting.
//
// An error that came from another service keeps that service's domain, which
// FromGrpcStatus() left in the metadata as `errorDomain`.
grpc::Status ToGrpcStatus(const Error& error, std::string_view domain);

// The way back, for a client. A status without ErrorInfo, such as one made by
// gRPC itself, has the reason "NO_REASON"; a code without a kind is kInternal.
//
// REQUIRES: !status.ok()
Error FromGrpcStatus(const grpc::Status& status);

// The gRPC code of `kind`.
grpc::StatusCode CodeOf(ErrorKind kind);

// The code's name as in `INVALID_ARGUMENT`.
std::string_view CodeName(grpc::StatusCode code);

}  // namespace aicc
