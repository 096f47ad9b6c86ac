#include "services/inference/module.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/log.h"
#include "services/inference/domain/answer_cache.h"
#include "services/inference/domain/memory_budgets.h"
#include "services/inference/domain/telemetry.h"
#include "services/inference/openai/api.h"
#include "services/inference/rpc/service.h"
#include "services/inference/serving/http_exchange.h"
#include "services/inference/serving/model_client.h"
#include "services/inference/storage/postgres_budgets.h"
#include "services/inference/storage/postgres_ledger.h"

namespace aicc::inference {
namespace {

// The value of an environment variable; `key` and `name` say what names it.
Result<std::string> SecretOf(const std::string& variable,
                             const std::string& key, const std::string& name) {
  const char* const secret = std::getenv(variable.c_str());
  if (secret != nullptr && *secret != '\0') return std::string(secret);
  return Failure({ErrorKind::kInvalidArgument,
                  "BAD_CONFIG",
                  "the environment variable " + variable +
                      ", which holds a key of " + key + " (" + name +
                      "), is not set",
                  {{"key", key}, {"variable", variable}, {"endpoint", name}}});
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

// Calls that wait for the ledger and the budgets; each is a client's.
constexpr std::size_t kMostWaiting = 4'096;

using OwnedModels = std::vector<std::unique_ptr<LanguageModel>>;

std::vector<LanguageModel*> Borrow(const OwnedModels& models) {
  std::vector<LanguageModel*> borrowed;
  for (const auto& model : models) borrowed.push_back(model.get());
  return borrowed;
}

// ReadConfig() has seen that the endpoints are there.
Target TargetOf(const VirtualModel& model, const Fleet& fleet) {
  Target target{{{fleet.Find(model.primary)}}, model.limits};
  target.ordered = true;
  for (const std::string& name : model.balance) {
    target.plan.front().push_back(fleet.Find(name));
  }
  for (const std::string& name : model.fallbacks) {
    target.plan.push_back({fleet.Find(name)});
  }
  return target;
}

std::map<std::string, Target> TargetsOf(const Config& config,
                                        const Fleet& fleet) {
  std::map<std::string, Target> targets;
  for (const VirtualModel& model : config.virtual_models) {
    targets.emplace(model.name, TargetOf(model, fleet));
  }
  return targets;
}

// What is kept of calls, where there is a database to keep it in.
class Books {
 public:
  Books(const Config& config, const Environment& environment) {
    if (config.ledger && !environment.database_dsn.empty()) {
      Database::Options options;
      options.dsn = environment.database_dsn;
      options.connections =
          static_cast<std::size_t>(config.database_connections);
      options.queue_limit = kMostWaiting;
      database_.emplace(options);
      ledger_.emplace(*database_, environment.executor, environment.metrics);
      spent_ = std::make_unique<PostgresBudgetStore>(*database_,
                                                     environment.executor);
    } else {
      Log().info("ledger=off");
      spent_ = std::make_unique<MemoryBudgetStore>();
    }
    budgets_.emplace(config.budgets, *spent_, environment.clock);
  }

  PostgresLedger* ledger() { return ledger_ ? &*ledger_ : nullptr; }
  Budgets& budgets() { return *budgets_; }

 private:
  std::optional<Database> database_;
  std::optional<PostgresLedger> ledger_;
  std::unique_ptr<BudgetStore> spent_;
  std::optional<Budgets> budgets_;
};

// Owns everything that answers.
class InferenceService final : public HostedService {
 public:
  InferenceService(const Config& config, const Environment& environment,
                   std::unique_ptr<DomainEngine> engine,
                   std::unique_ptr<HttpClient> http, OwnedModels models,
                   std::vector<ApiKey> keys)
      : engine_(std::move(engine)),
        http_(std::move(http)),
        models_(std::move(models)),
        books_(config, environment),
        cache_(config.cache),
        fleet_(Borrow(models_), &books_.budgets(), config.hedge_share),
        catalog_(fleet_, TargetsOf(config, fleet_)),
        telemetry_(environment.metrics, fleet_),
        brain_{*engine_,    fleet_,          LimitsOf(config.risk, *engine_),
               telemetry_,  books_.ledger(), &cache_,
               config.rules},
        rpc_({brain_, books_.ledger(), books_.budgets()}, environment.rpc,
             environment.metrics),
        api_(MakeOpenAiApi(brain_, catalog_, environment.authenticator,
                           std::move(keys))) {}

  std::vector<grpc::Service*> rpc_services() override { return {&rpc_}; }
  std::vector<HttpRoute*> http_routes() override { return {api_.get()}; }

 private:
  const std::unique_ptr<DomainEngine> engine_;
  const std::unique_ptr<HttpClient> http_;
  const OwnedModels models_;
  Books books_;
  AnswerCache cache_;
  const Fleet fleet_;
  const Catalog catalog_;
  const Telemetry telemetry_;
  const Brain brain_;
  Service rpc_;
  const std::unique_ptr<HttpRoute> api_;
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
  auto http = std::make_unique<HttpClient>(environment.executor);
  OwnedModels models;
  for (Endpoint endpoint : config.endpoints) {
    if (!endpoint.api_key_env.empty()) {
      auto key =
          SecretOf(endpoint.api_key_env, "inference.endpoints", endpoint.name);
      if (!key) return Failure(key.error());
      endpoint.api_key = *std::move(key);
    }
    auto model = MakeModel(std::move(endpoint), *http);
    if (!model) return Failure(model.error());
    Log().info("model={} internal={} profile={}", (*model)->info().name,
               (*model)->info().internal, (*model)->info().profile.id);
    models.push_back(*std::move(model));
  }
  std::vector<ApiKey> keys;
  for (const auto& [variable, tenant] : config.api_keys) {
    auto key = SecretOf(variable, "inference.api_keys", tenant);
    if (!key) return Failure(key.error());
    keys.push_back({*std::move(key), tenant});
  }
  return std::make_unique<InferenceService>(config, environment,
                                            std::move(engine), std::move(http),
                                            std::move(models), std::move(keys));
}

}  // namespace aicc::inference
