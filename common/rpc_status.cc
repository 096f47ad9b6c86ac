#include "common/rpc_status.h"

#include <grpcpp/support/error_details.h>

#include <array>
#include <utility>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace aicc {
namespace {

using grpc::StatusCode;

constexpr char kDomainKey[] = "errorDomain";
constexpr int kRetrySeconds = 1;

constexpr std::array<std::pair<ErrorKind, StatusCode>, 11> kCodes{{
    {ErrorKind::kInvalidArgument, StatusCode::INVALID_ARGUMENT},
    {ErrorKind::kNotFound, StatusCode::NOT_FOUND},
    {ErrorKind::kAlreadyExists, StatusCode::ALREADY_EXISTS},
    {ErrorKind::kFailedPrecondition, StatusCode::FAILED_PRECONDITION},
    {ErrorKind::kAborted, StatusCode::ABORTED},
    {ErrorKind::kUnauthenticated, StatusCode::UNAUTHENTICATED},
    {ErrorKind::kPermissionDenied, StatusCode::PERMISSION_DENIED},
    {ErrorKind::kResourceExhausted, StatusCode::RESOURCE_EXHAUSTED},
    {ErrorKind::kUnavailable, StatusCode::UNAVAILABLE},
    {ErrorKind::kDeadlineExceeded, StatusCode::DEADLINE_EXCEEDED},
    {ErrorKind::kInternal, StatusCode::INTERNAL},
}};

constexpr std::array<std::string_view, 17> kCodeNames{
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
};

ErrorKind KindOf(StatusCode code) {
  for (const auto& [kind, c] : kCodes) {
    if (c == code) return kind;
  }
  return ErrorKind::kInternal;
}

void AddDetails(const Error& error, google::rpc::Status* rich) {
  const auto field = error.metadata.find("field");
  if (field != error.metadata.end()) {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field(field->second);
    const auto must = error.metadata.find("description");
    violation->set_description(must != error.metadata.end() ? must->second
                                                            : error.message);
    rich->add_details()->PackFrom(bad);
  }
  if (error.kind == ErrorKind::kUnavailable ||
      error.kind == ErrorKind::kResourceExhausted) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(kRetrySeconds);
    rich->add_details()->PackFrom(retry);
  }
}

}  // namespace

StatusCode CodeOf(ErrorKind kind) {
  for (const auto& [k, code] : kCodes) {
    if (k == kind) return code;
  }
  return StatusCode::UNKNOWN;
}

std::string_view CodeName(StatusCode code) {
  const auto i = static_cast<std::size_t>(code);
  return i < kCodeNames.size() ? kCodeNames[i] : "UNKNOWN";
}

grpc::Status ToGrpcStatus(const Error& error, std::string_view domain) {
  google::rpc::ErrorInfo info;
  info.set_reason(error.reason);
  info.set_domain(std::string(domain));

  google::rpc::Status rich;
  rich.set_code(CodeOf(error.kind));
  if (error.kind == ErrorKind::kInternal) {
    rich.set_message("internal error");
    rich.add_details()->PackFrom(info);
  } else {
    rich.set_message(error.message);
    for (const auto& [key, value] : error.metadata) {
      if (key == kDomainKey) {
        info.set_domain(value);
      } else {
        (*info.mutable_metadata())[key] = value;
      }
    }
    rich.add_details()->PackFrom(info);
    AddDetails(error, &rich);
  }

  grpc::Status status;
  grpc::SetErrorDetails(rich, &status);
  return status;
}

Error FromGrpcStatus(const grpc::Status& status) {
  Error error{
      KindOf(status.error_code()), "NO_REASON", status.error_message(), {}};
  google::rpc::Status rich;
  google::rpc::ErrorInfo info;
  if (!grpc::ExtractErrorDetails(status, &rich).ok()) return error;
  for (const auto& detail : rich.details()) {
    if (!detail.UnpackTo(&info)) continue;
    error.reason = info.reason();
    error.metadata = {info.metadata().begin(), info.metadata().end()};
    error.metadata[kDomainKey] = info.domain();
  }
  return error;
}

}  // namespace aicc
