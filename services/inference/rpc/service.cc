#include "services/inference/rpc/service.h"

#include "common/rpc_server.h"
#include "services/inference/domain/errors.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {

Service::Service(const Desk& desk, RpcHost& host, Metrics& metrics)
    : desk_(desk), host_(host), metrics_(metrics) {
  host.Add(*v1::UnderstandRequest::descriptor()->file()->FindServiceByName(
      "InferenceService"));
}

grpc::ServerUnaryReactor* Service::Understand(
    grpc::CallbackServerContext* context, const v1::UnderstandRequest* request,
    v1::UnderstandResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleUnderstand(call, *request, desk_.brain);
                  });
}

grpc::ServerWriteReactor<v1::GenerateResponse>* Service::Generate(
    grpc::CallbackServerContext* context, const v1::GenerateRequest* request) {
  return RunServerStream<v1::GenerateResponse>(
      context, host_, kErrorDomain, request,
      [=, this](const CallContext& call, auto& stream) {
        return HandleGenerate(call, *request, desk_.brain, metrics_, stream);
      });
}

grpc::ServerUnaryReactor* Service::ListModels(
    grpc::CallbackServerContext* context, const v1::ListModelsRequest* request,
    v1::ListModelsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleListModels(call, *request, desk_.brain);
                  });
}

grpc::ServerUnaryReactor* Service::GetUsage(
    grpc::CallbackServerContext* context, const v1::GetUsageRequest* request,
    v1::GetUsageResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleGetUsage(call, *request, desk_, clock_);
                  });
}

}  // namespace aicc::inference
