#pragma once

#include <google/protobuf/descriptor.h>
#include <grpcpp/grpcpp.h>

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/auth.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/metrics.h"

namespace aicc {

// An RPC as the contract describes it.
struct RpcMethod {
  std::string name;         // "aicc.session.v1.SessionService/EndSession"
  std::vector<Role> roles;  // Who may call it; empty: nobody.
};

// What every RPC goes through before its handler and after: who calls and
// whether they may, the deadline, one line in the log, one count in the
// metrics. The one interceptor. Thread-safe once all services are added.
class RpcHost {
 public:
  // Handlers run on `executor`. Everything passed in must outlive the host.
  RpcHost(boost::asio::any_io_executor executor,
          const Authenticator& authenticator, Metrics& metrics);

  // Makes the methods of `service` known. A method is found again by its
  // request's type, which no two methods share.
  void Add(const google::protobuf::ServiceDescriptor& service);

  const boost::asio::any_io_executor& executor() const { return executor_; }

  // REQUIRES: the service of `request` was added.
  const RpcMethod& MethodOf(const google::protobuf::Descriptor& request) const;

  // Returns who calls, or why they may not: "MISSING_TOKEN", "BAD_TOKEN",
  // "EXPIRED_TOKEN" (kUnauthenticated), "ROLE_NOT_ALLOWED" (kPermissionDenied).
  Result<Caller> Admit(const RpcMethod& method,
                       const grpc::CallbackServerContext& context) const;

  // To be called once, when an RPC has ended.
  void Ended(const RpcMethod& method, std::string_view request_id,
             const grpc::Status& status,
             std::chrono::steady_clock::duration took) const;

 private:
  const boost::asio::any_io_executor executor_;
  const Authenticator& authenticator_;
  Metrics& metrics_;
  std::unordered_map<const google::protobuf::Descriptor*, RpcMethod> methods_;
};

// The deadline of a call: the caller's, but at most `limit` from now.
CallContext::Deadline DeadlineOf(const grpc::CallbackServerContext& context,
                                 std::chrono::milliseconds limit);

// The caller's `traceparent`; empty if it has none that looks like one.
std::string TraceparentOf(const grpc::CallbackServerContext& context);

// The caller's `x-request-id`, or a new one.
std::string RequestIdOf(const grpc::CallbackServerContext& context);

}  // namespace aicc
