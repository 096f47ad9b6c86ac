#include "common/rpc_host.h"

#include <absl/synchronization/mutex.h>

#include <algorithm>
#include <utility>

#include "aicc/common/v1/options.pb.h"
#include "common/log.h"
#include "common/rpc_status.h"
#include "common/uuid.h"

namespace aicc {
namespace {

constexpr std::size_t kMaxRequestIdBytes = 64;

std::string_view Metadata(const grpc::CallbackServerContext& context,
                          const char* key) {
  const auto& all = context.client_metadata();
  const auto found = all.find(key);
  if (found == all.end()) return {};
  return {found->second.data(), found->second.size()};
}

Failure RoleNotAllowed(Role role, const std::string& method) {
  const std::string name(RoleName(role));
  return Failure({ErrorKind::kPermissionDenied,
                  "ROLE_NOT_ALLOWED",
                  "a token with the role " + name + " may not call " + method,
                  {{"role", name}, {"method", method}}});
}

}  // namespace

RpcHost::RpcHost(boost::asio::any_io_executor executor,
                 const Authenticator& authenticator, Metrics& metrics)
    : executor_(std::move(executor)),
      authenticator_(authenticator),
      metrics_(metrics) {
  // Debian builds Abseil, and so gRPC, with its search for deadlocks switched
  // on, which costs a third of all unary calls.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

void RpcHost::Add(const google::protobuf::ServiceDescriptor& service) {
  for (int i = 0; i < service.method_count(); ++i) {
    const auto& method = *service.method(i);
    RpcMethod described{service.full_name() + "/" + method.name(), {}};
    const auto& options = method.options();
    for (int r = 0; r < options.ExtensionSize(common::v1::roles); ++r) {
      described.roles.push_back(
          static_cast<Role>(options.GetExtension(common::v1::roles, r)));
    }
    methods_.emplace(method.input_type(), std::move(described));
  }
}

const RpcMethod& RpcHost::MethodOf(
    const google::protobuf::Descriptor& request) const {
  return methods_.at(&request);
}

Result<Caller> RpcHost::Admit(
    const RpcMethod& method, const grpc::CallbackServerContext& context) const {
  const auto caller =
      authenticator_.Check(BearerToken(Metadata(context, "authorization")));
  if (!caller) return caller;
  if (std::ranges::find(method.roles, caller->role) == method.roles.end()) {
    return RoleNotAllowed(caller->role, method.name);
  }
  return caller;
}

void RpcHost::Ended(const RpcMethod& method, std::string_view request_id,
                    const grpc::Status& status,
                    std::chrono::steady_clock::duration took) const {
  const std::string_view code = CodeName(status.error_code());
  metrics_.CountRpc(method.name, code, took);
  const double ms = std::chrono::duration<double, std::milli>(took).count();
  switch (status.error_code()) {
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::UNKNOWN:
      Log().error("rpc={} id={} code={} ms={:.1f}", method.name, request_id,
                  code, ms);
      return;
    case grpc::StatusCode::UNAVAILABLE:
      // As many as there are streams, and planned.
      if (FromGrpcStatus(status).reason == "SERVER_STOPPING") return;
      [[fallthrough]];
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      Log().warn("rpc={} id={} code={} reason={} ms={:.1f}", method.name,
                 request_id, code, FromGrpcStatus(status).reason, ms);
      return;
    case grpc::StatusCode::OK:
    case grpc::StatusCode::CANCELLED:
      Log().debug("rpc={} id={} code={} ms={:.1f}", method.name, request_id,
                  code, ms);
      return;
    default:
      Log().info("rpc={} id={} code={} reason={} ms={:.1f}", method.name,
                 request_id, code, FromGrpcStatus(status).reason, ms);
  }
}

CallContext::Deadline DeadlineOf(const grpc::CallbackServerContext& context,
                                 std::chrono::milliseconds limit) {
  using std::chrono::system_clock;
  const auto now = std::chrono::steady_clock::now();
  const auto capped = limit == std::chrono::milliseconds::max()
                          ? CallContext::kNoDeadline
                          : now + limit;
  const system_clock::time_point wall = context.deadline();
  if (wall == system_clock::time_point::max()) return capped;
  return std::min(capped, now + (wall - system_clock::now()));
}

std::string TraceparentOf(const grpc::CallbackServerContext& context) {
  const std::string_view given = Metadata(context, "traceparent");
  return IsTraceparent(given) ? std::string(given) : std::string();
}

std::string RequestIdOf(const grpc::CallbackServerContext& context) {
  const std::string_view given = Metadata(context, "x-request-id");
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  if (!given.empty() && given.size() <= kMaxRequestIdBytes &&
      std::ranges::all_of(given, plain)) {
    return std::string(given);
  }
  return NewUuid();
}

}  // namespace aicc
