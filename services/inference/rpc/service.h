#pragma once

#include <utility>

#include "aicc/inference/v1/inference.grpc.pb.h"
#include "common/metrics.h"
#include "common/rpc_host.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {

// The gRPC face of the inference service. Thread-safe.
class Service final : public v1::InferenceService::CallbackService {
 public:
  // What `desk` refers to, `host` and `metrics` must outlive the server. Makes
  // its methods known to `host`.
  Service(const Desk& desk, RpcHost& host, Metrics& metrics);

  grpc::ServerUnaryReactor* Understand(
      grpc::CallbackServerContext* context,
      const v1::UnderstandRequest* request,
      v1::UnderstandResponse* response) override;

  grpc::ServerWriteReactor<v1::GenerateResponse>* Generate(
      grpc::CallbackServerContext* context,
      const v1::GenerateRequest* request) override;

  grpc::ServerUnaryReactor* ListModels(
      grpc::CallbackServerContext* context,
      const v1::ListModelsRequest* request,
      v1::ListModelsResponse* response) override;

  grpc::ServerUnaryReactor* GetUsage(grpc::CallbackServerContext* context,
                                     const v1::GetUsageRequest* request,
                                     v1::GetUsageResponse* response) override;

 private:
  const Desk desk_;
  const SystemClock clock_;
  const RpcHost& host_;
  Metrics& metrics_;
};

}  // namespace aicc::inference
