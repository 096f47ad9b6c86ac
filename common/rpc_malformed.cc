#include "common/rpc_malformed.h"

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "common/rpc_status.h"

namespace aicc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerInterceptorFactoryInterface;
using grpc::experimental::ServerRpcInfo;

// "session.aicc" of "/aicc.session.v1.SessionService/EndSession".
std::string DomainOf(std::string_view method) {
  constexpr std::string_view kPrefix = "/aicc.";
  if (!method.starts_with(kPrefix)) return "aicc";
  method.remove_prefix(kPrefix.size());
  return std::string(method.substr(0, method.find('.'))) + ".aicc";
}

class MalformedInterceptor final : public Interceptor {
 public:
  explicit MalformedInterceptor(const char* method) : method_(method) {}

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(
            InterceptionHookPoints::PRE_SEND_STATUS)) {
      // No handler of ours ends like this, and a method that does not exist
      // never comes here: what is left is a request that did not parse.
      const grpc::Status status = batch->GetSendStatus();
      if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED &&
          status.error_message().empty()) {
        batch->ModifySendStatus(
            ToGrpcStatus(MalformedRequest().error(), DomainOf(method_)));
      }
    }
    batch->Proceed();
  }

 private:
  const char* const method_;  // gRPC's, alive as long as the call.
};

class Factory final : public ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    return new MalformedInterceptor(info->method());  // gRPC deletes it.
  }
};

}  // namespace

Failure MalformedRequest() {
  return InvalidField("request",
                      "must be a well-formed message, with all text in UTF-8");
}

void RefuseMalformedRequests(grpc::ServerBuilder* builder) {
  std::vector<std::unique_ptr<ServerInterceptorFactoryInterface>> factories;
  factories.push_back(std::make_unique<Factory>());
  builder->experimental().SetInterceptorCreators(std::move(factories));
}

}  // namespace aicc
