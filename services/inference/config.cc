#include "services/inference/config.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "services/inference/serving/http_exchange.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxNameBytes = 40;
constexpr double kMaxPrice = 10'000;

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

void ReadTimeouts(ConfigNode& node, Endpoint* endpoint) {
  const std::pair<const char*, std::chrono::milliseconds*> timeouts[] = {
      {"connect_timeout", &endpoint->connect_timeout},
      {"first_token_timeout", &endpoint->first_token_timeout},
      {"between_tokens_timeout", &endpoint->between_tokens_timeout},
      {"total_timeout", &endpoint->total_timeout},
  };
  for (const auto& [key, value] : timeouts) {
    node.Read(key, value);
    if (*value <= std::chrono::milliseconds(0) ||
        *value > std::chrono::hours(1)) {
      node.Reject(key, "must be more than 0 and at most 1h");
    }
  }
}

void ReadGeneration(ConfigNode& node, Endpoint* endpoint) {
  node.Read("max_tokens", &endpoint->max_tokens, 1, 1'000'000);
  node.Read("max_tokens_field", &endpoint->max_tokens_field);
  if (endpoint->max_tokens_field != "max_tokens" &&
      endpoint->max_tokens_field != "max_completion_tokens") {
    node.Reject("max_tokens_field",
                "must be max_tokens or max_completion_tokens");
  }
  if (node.Has("temperature")) {
    node.Read("temperature", &endpoint->temperature.emplace(0), 0, 2);
  }
  node.Read("usd_per_million_prompt_tokens",
            &endpoint->usd_per_million_prompt_tokens, 0, kMaxPrice);
  node.Read("usd_per_million_completion_tokens",
            &endpoint->usd_per_million_completion_tokens, 0, kMaxPrice);
}

Endpoint ReadEndpoint(ConfigNode& node) {
  Endpoint endpoint;
  endpoint.name = node.Require("name");
  if (!IsName(endpoint.name)) {
    node.Reject("name", "must be 1 to 40 of a-z, 0-9 and -, and not builtin");
  }
  ReadTier(node, &endpoint);
  node.Read("internal", &endpoint.internal);
  ReadUrl(node, &endpoint);
  endpoint.model = node.Require("model");
  node.Read("api_key_env", &endpoint.api_key_env);
  ReadTimeouts(node, &endpoint);
  ReadGeneration(node, &endpoint);
  return endpoint;
}

void ReadOptional(ConfigNode& node, const char* key,
                  std::optional<double>* value) {
  if (node.Has(key)) node.Read(key, &value->emplace(0), 0, 1);
}

}  // namespace

Result<Config> ReadConfig(ConfigNode& section) {
  Config config;
  std::set<std::string> names;
  for (ConfigNode& node : section.List("endpoints")) {
    config.endpoints.push_back(ReadEndpoint(node));
    if (!names.insert(config.endpoints.back().name).second) {
      node.Reject("name", "is there twice");
    }
  }
  ConfigNode risk = section.Section("risk");
  ReadOptional(risk, "out_of_scope", &config.risk.out_of_scope);
  ReadOptional(risk, "confidence", &config.risk.confidence);
  ReadOptional(risk, "retrieval", &config.risk.retrieval);
  risk.Read("grounded_share", &config.risk.grounded_share, 0, 1);
  return config;
}

}  // namespace aicc::inference
