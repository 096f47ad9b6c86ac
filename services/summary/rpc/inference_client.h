#pragma once

#include <memory>
#include <mutex>

#include "aicc/inference/v1/inference.grpc.pb.h"
#include "common/rpc_client.h"
#include "services/summary/domain/inference.h"

namespace aicc::summary {

// The models of the inference service, over gRPC. Thread-safe.
class InferenceClient final : public Inference {
 public:
  // As of SessionClient.
  InferenceClient(const ServiceIdentity& self, Channels& channels)
      : self_(self), channels_(channels) {}

  Task<Result<std::vector<Mention>>> Mentions(const CallContext& call,
                                              std::string_view text,
                                              std::string_view locale) override;
  Task<Result<ModelText>> Write(const CallContext& call,
                                std::string_view session_id,
                                const SummaryPrompt& prompt) override;

 private:
  using Stub = inference::v1::InferenceService::Stub;

  Stub& stub();

  const ServiceIdentity& self_;
  Channels& channels_;
  std::once_flag once_;
  std::unique_ptr<Stub> stub_;  // Set by the first stub().
};

}  // namespace aicc::summary
