#include "services/inference/module.h"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "common/log.h"
#include "services/inference/rpc/service.h"
#include "services/inference/serving/http_exchange.h"
#include "services/inference/serving/openai_client.h"

namespace aicc::inference {
namespace {

Failure KeyNotSet(const Endpoint& endpoint) {
  return Failure({ErrorKind::kInvalidArgument,
                  "BAD_CONFIG",
                  "the environment variable " + endpoint.api_key_env +
                      ", which holds the key of the inference endpoint " +
                      endpoint.name + ", is not set",
                  {{"key", "inference.endpoints.api_key_env"},
                   {"variable", endpoint.api_key_env},
                   {"endpoint", endpoint.name}}});
}

Result<void> TakeKey(Endpoint* endpoint) {
  if (endpoint->api_key_env.empty()) return {};
  const char* const key = std::getenv(endpoint->api_key_env.c_str());
  if (key == nullptr || *key == '\0') return KeyNotSet(*endpoint);
  endpoint->api_key = key;
  return {};
}

Limits LimitsOf(const Config::Risk& risk, const DomainEngine& engine) {
  Limits limits;
  limits.out_of_scope =
      risk.out_of_scope.value_or(engine.out_of_scope_threshold());
  limits.confidence = risk.confidence.value_or(engine.confidence_threshold());
  limits.retrieval = risk.retrieval.value_or(engine.retrieval_threshold());
  limits.grounded_share = risk.grounded_share;
  return limits;
}

// Owns everything that answers.
class InferenceService final : public HostedService {
 public:
  InferenceService(const Config& config, const Environment& environment,
                   std::unique_ptr<DomainEngine> engine,
                   std::unique_ptr<HttpClient> http,
                   std::vector<std::unique_ptr<LanguageModel>> models)
      : engine_(std::move(engine)),
        http_(std::move(http)),
        models_(std::move(models)),
        rpc_(BrainOf(config.risk), environment.rpc, environment.metrics) {}

  std::vector<grpc::Service*> rpc_services() override { return {&rpc_}; }

 private:
  Brain BrainOf(const Config::Risk& risk) const {
    Brain brain{*engine_, {}, LimitsOf(risk, *engine_)};
    for (const auto& model : models_) brain.models.push_back(model.get());
    return brain;
  }

  const std::unique_ptr<DomainEngine> engine_;
  const std::unique_ptr<HttpClient> http_;
  const std::vector<std::unique_ptr<LanguageModel>> models_;
  Service rpc_;
};

}  // namespace

Result<std::unique_ptr<HostedService>> MakeInferenceService(
    const Config& config, const Environment& environment) {
  auto engine = DomainEngine::Load(config.pack);
  if (!engine) return Failure(engine.error());
  return MakeInferenceService(config, environment, *std::move(engine));
}

Result<std::unique_ptr<HostedService>> MakeInferenceService(
    const Config& config, const Environment& environment,
    std::unique_ptr<DomainEngine> engine) {
  auto http = std::make_unique<HttpClient>();
  std::vector<std::unique_ptr<LanguageModel>> models;
  for (Endpoint endpoint : config.endpoints) {
    if (const auto taken = TakeKey(&endpoint); !taken) {
      return Failure(taken.error());
    }
    auto model = MakeOpenAiModel(std::move(endpoint), *http);
    if (!model) return Failure(model.error());
    Log().info("model={} internal={}", (*model)->info().name,
               (*model)->info().internal);
    models.push_back(*std::move(model));
  }
  return std::make_unique<InferenceService>(config, environment,
                                            std::move(engine), std::move(http),
                                            std::move(models));
}

}  // namespace aicc::inference
