#include "services/inference/config.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "services/inference/domain/catalog.h"
#include "services/inference/profiles.h"
#include "services/inference/serving/http_exchange.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxNameBytes = 40;
constexpr std::size_t kMaxVirtualBytes = 80;
constexpr double kMaxBudgetTokens = 1e15;
constexpr double kMaxBudgetUsd = 1e9;

bool IsName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= kMaxNameBytes && name != "builtin" &&
         std::ranges::all_of(name, allowed);
}

bool IsLoopback(const HttpUrl& url) {
  return url.host == "localhost" || url.host == "::1" ||
         url.host.starts_with("127.");
}

void ReadTier(ConfigNode& node, Endpoint* endpoint) {
  const std::string tier = node.Require("tier");
  if (tier == "domain") {
    endpoint->tier = Tier::kDomain;
  } else if (tier == "general") {
    endpoint->tier = Tier::kGeneral;
  } else {
    node.Reject("tier", "must be domain or general");
  }
}

void ReadUrl(ConfigNode& node, Endpoint* endpoint) {
  endpoint->base_url = node.Require("base_url");
  const auto url = ParseHttpUrl(endpoint->base_url);
  if (!url) {
    node.Reject("base_url", url.error().metadata.at("description"));
  } else if (!url->tls && !endpoint->internal && !IsLoopback(*url)) {
    node.Reject("base_url", "must be https, or the endpoint internal");
  }
}

void RequireLimit(ConfigNode& node, const char* key,
                  std::chrono::milliseconds value) {
  if (value <= std::chrono::milliseconds(0) || value > std::chrono::hours(1)) {
    node.Reject(key, "must be more than 0 and at most 1h");
  }
}

void ReadTimeouts(ConfigNode& node, Endpoint* endpoint) {
  const std::pair<const char*, std::chrono::milliseconds*> timeouts[] = {
      {"connect_timeout", &endpoint->connect_timeout},
      {"first_token_timeout", &endpoint->first_token_timeout},
      {"thinking_timeout", &endpoint->thinking_timeout},
      {"between_tokens_timeout", &endpoint->between_tokens_timeout},
      {"whole_timeout", &endpoint->whole_timeout},
      {"total_timeout", &endpoint->total_timeout},
  };
  for (const auto& [key, value] : timeouts) {
    node.Read(key, value);
    RequireLimit(node, key, *value);
  }
}

void ReadLimits(ConfigNode& node, ModelLimits* limits) {
  const std::pair<const char*, std::optional<std::chrono::milliseconds>*>
      timeouts[] = {
          {"first_token_timeout", &limits->first_token},
          {"between_tokens_timeout", &limits->between_tokens},
          {"whole_timeout", &limits->whole},
          {"total_timeout", &limits->total},
      };
  for (const auto& [key, value] : timeouts) {
    if (!node.Has(key)) continue;
    node.Read(key, &value->emplace());
    RequireLimit(node, key, **value);
  }
}

// The profile that is named, or else that of the model's name, and what is said
// here of the model beyond it.
void TakeProfile(ConfigNode& node, const std::vector<Profile>& profiles,
                 Endpoint* endpoint) {
  std::string id;
  node.Read("profile", &id);
  const Profile* found = FindProfile(profiles, endpoint->model);
  if (!id.empty()) {
    const auto named = std::ranges::find(profiles, id, &Profile::id);
    found = named == profiles.end() ? nullptr : &*named;
    if (found == nullptr) node.Reject("profile", "is none that there is");
  }
  endpoint->profile = found != nullptr ? *found : UnknownModel();
  ConfigNode capabilities = node.Section("capabilities");
  ReadCapabilities(capabilities, &endpoint->profile);
}

Endpoint ReadEndpoint(ConfigNode& node, const std::vector<Profile>& profiles,
                      bool commercial) {
  Endpoint endpoint;
  endpoint.name = node.Require("name");
  if (!IsName(endpoint.name)) {
    node.Reject("name", "must be 1 to 40 of a-z, 0-9 and -, and not builtin");
  }
  ReadTier(node, &endpoint);
  node.Read("internal", &endpoint.internal);
  ReadUrl(node, &endpoint);
  endpoint.model = node.Require("model");
  TakeProfile(node, profiles, &endpoint);
  if (commercial && !endpoint.profile.licence.commercial) {
    node.Reject("model", "has a licence that forbids commercial use: " +
                             endpoint.profile.licence.name +
                             "; see inference.commercial");
  }
  node.Read("api_key_env", &endpoint.api_key_env);
  ReadTimeouts(node, &endpoint);
  node.Read("max_tokens", &endpoint.max_tokens, 0, 1'000'000);
  node.Read("hedge_after", &endpoint.hedge_after);
  if (endpoint.hedge_after > std::chrono::hours(1)) {
    node.Reject("hedge_after", "must be at most 1h");
  }
  node.Read("choosable", &endpoint.choosable);
  return endpoint;
}

bool IsVirtualName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("._-/").contains(c);
  };
  return !name.empty() && name.size() <= kMaxVirtualBytes &&
         !name.starts_with("aicc/") && std::ranges::all_of(name, allowed);
}

VirtualModel ReadVirtualModel(ConfigNode& node,
                              const std::set<std::string>& endpoints) {
  VirtualModel model;
  model.name = node.Require("name");
  if (!IsVirtualName(model.name)) {
    node.Reject("name",
                "must be 1 to 80 of a-z, 0-9, `.`, `_`, `-` and `/`, and not "
                "begin with aicc/");
  }
  model.primary = node.Require("primary");
  if (!endpoints.contains(model.primary)) {
    node.Reject("primary", "must be the name of an endpoint");
  }
  node.Read("balance", &model.balance);
  node.Read("fallbacks", &model.fallbacks);
  for (const auto& [key, names] : {std::pair("balance", &model.balance),
                                   std::pair("fallbacks", &model.fallbacks)}) {
    for (const std::string& name : *names) {
      if (!endpoints.contains(name)) {
        node.Reject(key, "must be names of endpoints; " + name + " is none");
      }
    }
  }
  ReadLimits(node, &model.limits);
  return model;
}

Thinking ThinkingOf(ConfigNode& node) {
  std::string name = "default";
  node.Read("thinking", &name);
  constexpr std::pair<std::string_view, Thinking> kNames[] = {
      {"default", Thinking::kDefault}, {"off", Thinking::kOff},
      {"low", Thinking::kLow},         {"medium", Thinking::kMedium},
      {"high", Thinking::kHigh},
  };
  for (const auto& [each, thinking] : kNames) {
    if (each == name) return thinking;
  }
  node.Reject("thinking", "must be default, off, low, medium or high");
  return Thinking::kDefault;
}

void ReadRouting(ConfigNode& node, RoutingRules* all) {
  const std::string task = node.Require("task");
  if (std::ranges::find(kTasks, task) == std::end(kTasks)) {
    node.Reject("task",
                "must be chat, assist, summarize, report, classify, vision, "
                "reasoning, long_document or completion");
  }
  const auto [at, added] = all->try_emplace(task);
  if (!added) node.Reject("task", "is there twice");
  TaskRules& rules = at->second;
  node.Read("cost", &rules.cost, 0, 1);
  node.Read("latency", &rules.latency, 0, 1);
  node.Read("quality", &rules.quality, 0, 1);
  node.Read("residency", &rules.residency);
  rules.thinking = ThinkingOf(node);
}

Period PeriodOf(ConfigNode& node) {
  const std::string period = node.Require("period");
  if (period == "minute") return Period::kMinute;
  if (period == "month") return Period::kMonth;
  if (period != "day") node.Reject("period", "must be minute, day or month");
  return Period::kDay;
}

// What models may be asked as.
bool IsRoute(const std::string& route, const std::set<std::string>& endpoints,
             const std::set<std::string>& virtual_models) {
  return std::ranges::find(kTasks, route) != std::end(kTasks) ||
         endpoints.contains(route) || virtual_models.contains(route) ||
         route == kAuto || route == kDomainName || route == kGeneralName;
}

Budget ReadBudget(ConfigNode& node) {
  Budget budget;
  budget.name = node.Require("name");
  if (!IsName(budget.name)) {
    node.Reject("name", "must be 1 to 40 of a-z, 0-9 and -");
  }
  node.Read("tenant", &budget.tenant);
  node.Read("route", &budget.route);
  node.Read("endpoint", &budget.endpoint);
  budget.period = PeriodOf(node);
  if (node.Has("tokens")) {
    double tokens = 0;
    node.Read("tokens", &tokens, 1, kMaxBudgetTokens);
    budget.tokens = std::llround(tokens);
  }
  if (node.Has("usd")) {
    double usd = 0;
    node.Read("usd", &usd, 0, kMaxBudgetUsd);
    budget.micro_usd = std::llround(usd * 1e6);
  }
  if (!budget.tokens && !budget.micro_usd) {
    node.Reject("name", "needs tokens or usd");
  }
  return budget;
}

void ReadOptional(ConfigNode& node, const char* key,
                  std::optional<double>* value) {
  if (node.Has(key)) node.Read(key, &value->emplace(0), 0, 1);
}

}  // namespace

Result<Config> ReadConfig(ConfigNode& section, const std::string& models) {
  Config config;
  config.models = models;
  std::vector<ConfigNode> endpoints = section.List("endpoints");
  const auto profiles =
      endpoints.empty() ? Result<std::vector<Profile>>() : LoadProfiles(models);
  if (!profiles) return Failure(profiles.error());
  section.Read("commercial", &config.commercial);
  std::set<std::string> names;
  for (ConfigNode& node : endpoints) {
    config.endpoints.push_back(
        ReadEndpoint(node, *profiles, config.commercial));
    if (!names.insert(config.endpoints.back().name).second) {
      node.Reject("name", "is there twice");
    }
  }
  std::set<std::string> virtual_names;
  for (ConfigNode& node : section.List("models")) {
    config.virtual_models.push_back(ReadVirtualModel(node, names));
    if (!virtual_names.insert(config.virtual_models.back().name).second) {
      node.Reject("name", "is there twice");
    }
  }
  for (ConfigNode& node : section.List("routing")) {
    ReadRouting(node, &config.rules);
  }
  ConfigNode cache = section.Section("cache");
  cache.Read("ttl", &config.cache.ttl);
  int megabytes = 64;
  cache.Read("megabytes", &megabytes, 1, 65'536);
  config.cache.bytes = static_cast<std::size_t>(megabytes) << 20;
  std::set<std::string> budget_names;
  for (ConfigNode& node : section.List("budgets")) {
    config.budgets.push_back(ReadBudget(node));
    const Budget& budget = config.budgets.back();
    if (!budget.endpoint.empty() && !names.contains(budget.endpoint)) {
      node.Reject("endpoint", "must be the name of an endpoint");
    }
    if (!budget.route.empty() && !IsRoute(budget.route, names, virtual_names)) {
      node.Reject("route",
                  "must be a task, an endpoint or a virtual model, or begin "
                  "with aicc/");
    }
    if (!budget_names.insert(config.budgets.back().name).second) {
      node.Reject("name", "is there twice");
    }
  }
  section.Read("hedge_share", &config.hedge_share, 0, 1);
  section.Read("ledger", &config.ledger);
  section.Read("database_connections", &config.database_connections, 1, 64);
  for (ConfigNode& node : section.List("api_keys")) {
    std::string tenant = "dev";
    node.Read("tenant", &tenant);
    config.api_keys.emplace_back(node.Require("key_env"), tenant);
  }
  ConfigNode risk = section.Section("risk");
  ReadOptional(risk, "out_of_scope", &config.risk.out_of_scope);
  ReadOptional(risk, "confidence", &config.risk.confidence);
  ReadOptional(risk, "retrieval", &config.risk.retrieval);
  risk.Read("grounded_share", &config.risk.grounded_share, 0, 1);
  return config;
}

}  // namespace aicc::inference
