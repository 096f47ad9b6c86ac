#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>

namespace aicc {

// What the caller can do about an error. Each kind maps to exactly one gRPC
// status code (see common/rpc_status.h), so choose by the caller's next move,
// not by where the failure happened.
enum class ErrorKind {
  kInvalidArgument,     // Fix the request; retrying it unchanged is pointless.
  kNotFound,            // The named thing does not exist.
  kAlreadyExists,       // The thing to create is there, and is another.
  kFailedPrecondition,  // Legal request, wrong state; change the state first.
  kAborted,             // Lost a race; read again, then retry.
  kUnauthenticated,     // Get a token, or a new one.
  kPermissionDenied,    // Ask for access. Checked before existence.
  kResourceExhausted,   // Too much at once; slow down, then retry.
  kUnavailable,         // A dependency is down; retry with backoff.
  kDeadlineExceeded,    // The caller's time ran out; it may have been done.
  kInternal,            // Our bug. Details go to the log, not to the caller.
};

// An expected failure, carried by value from the domain to the wire.
//
// `reason` is part of the API: UPPER_SNAKE_CASE, never renamed, never reused.
// `message` is for developers and may change in any release. Everything
// variable in `message` also appears in `metadata`, and neither ever holds a
// customer's words. A metadata entry `field` becomes a BadRequest violation.
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string reason;
  std::string message;
  std::map<std::string, std::string> metadata;
};

template <typename T>
using Result = std::expected<T, Error>;

// What a function returning Result<T> returns when it has no T. Errors are made
// as Failures, `return SessionNotFound(id);`, and passed on as
// `return Failure(found.error());`.
using Failure = std::unexpected<Error>;

// INVALID_ARGUMENT, "INVALID_FIELD": `field` of the request is wrong, and
// `must` says what it has to be, as in "must be 1 to 64 bytes".
Failure InvalidField(std::string_view field, std::string_view must);

// UNAVAILABLE, "SERVICE_UNAVAILABLE": another service does not answer.
Failure ServiceUnavailable(std::string_view service);

}  // namespace aicc
