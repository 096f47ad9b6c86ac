#include "services/inference/rpc/service.h"

#include "common/rpc_server.h"
#include "services/inference/domain/errors.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {

Service::Service(const Brain& brain, RpcHost& host, Metrics& metrics)
    : brain_(brain), host_(host), metrics_(metrics) {
  host.Add(*v1::UnderstandRequest::descriptor()->file()->FindServiceByName(
      "InferenceService"));
}

grpc::ServerUnaryReactor* Service::Understand(
    grpc::CallbackServerContext* context, const v1::UnderstandRequest* request,
    v1::UnderstandResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleUnderstand(call, *request, brain_);
                  });
}

grpc::ServerWriteReactor<v1::GenerateResponse>* Service::Generate(
    grpc::CallbackServerContext* context, const v1::GenerateRequest* request) {
  return RunServerStream<v1::GenerateResponse>(
      context, host_, kErrorDomain, request,
      [=, this](const CallContext& call, auto& stream) {
        return HandleGenerate(call, *request, brain_, metrics_, stream);
      });
}

grpc::ServerUnaryReactor* Service::ListModels(
    grpc::CallbackServerContext* context, const v1::ListModelsRequest* request,
    v1::ListModelsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleListModels(call, *request, brain_);
                  });
}

}  // namespace aicc::inference
