#include <algorithm>
#include <charconv>

#include "common/for_each.h"
#include "services/inference/rpc/convert.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 200;
constexpr std::size_t kProbesAtOnce = 16;

// The built-in one, and those that are served.
std::vector<v1::Model> AllModels(const Brain& brain) {
  std::vector<v1::Model> all(1);
  all[0].set_model(brain.engine.model_name());
  all[0].set_tier(common::v1::TIER_DOMAIN);
  all[0].set_internal(true);
  all[0].set_residency("own");
  all[0].set_state("OK");
  const auto now = std::chrono::steady_clock::now();
  for (const LanguageModel* each : brain.fleet.models()) {
    const ModelInfo& info = each->info();
    const Health& health = brain.fleet.HealthOf(*each);
    v1::Model& model = all.emplace_back();
    model.set_model(info.name);
    model.set_tier(TierToProto(info.tier));
    model.set_internal(info.internal);
    model.set_profile(info.profile.id);
    model.set_context_token_count(info.profile.context_tokens);
    model.set_sees(info.profile.sees);
    model.set_thinks(info.profile.thinking != ThinkingSwitch::kNone);
    model.set_licence(info.profile.licence.name);
    model.set_residency(info.profile.residency);
    model.set_endpoint(info.endpoint);
    model.set_choosable(info.choosable);
    const RateLimits rates = health.rates();
    if (rates.requests_left) model.set_requests_left(*rates.requests_left);
    if (rates.tokens_left) model.set_tokens_left(*rates.tokens_left);
    model.set_state(health.rests(now)          ? "RESTING"
                    : health.breaker.open(now) ? "BREAKER_OPEN"
                                               : "OK");
  }
  return all;
}

// Connects to the server of the model at `place`; the first is the built-in.
Task<void> Probe(const Brain& brain, std::size_t place, v1::Model* model) {
  bool reachable = true;
  if (place > 0) {
    reachable = co_await brain.fleet.models()[place - 1]->Reachable();
  }
  model->set_reachable(reachable);
}

// A token is the place of the page's first model.
Result<std::size_t> BeginOf(const std::string& token, std::size_t count) {
  std::size_t begin = 0;
  if (token.empty()) return begin;
  const char* const end = token.data() + token.size();
  const auto [rest, error] = std::from_chars(token.data(), end, begin);
  if (error != std::errc() || rest != end || begin > count) {
    return InvalidField("page_token", "must come from the page before");
  }
  return begin;
}

}  // namespace

Task<Result<v1::ListModelsResponse>> HandleListModels(
    const CallContext&, const v1::ListModelsRequest& request,
    const Brain& brain) {
  if (request.page_size() < 0) {
    co_return InvalidField("page_size", "must not be negative");
  }
  const auto size = static_cast<std::size_t>(
      request.page_size() == 0 ? kDefaultPageSize
                               : std::min(request.page_size(), kMaxPageSize));
  std::vector<v1::Model> all = AllModels(brain);
  const auto begin = BeginOf(request.page_token(), all.size());
  if (!begin) co_return Failure(begin.error());
  const std::size_t end = std::min(all.size(), *begin + size);
  if (request.probe()) {
    co_await ForEach(end - *begin, kProbesAtOnce, [&](std::size_t i) {
      return Probe(brain, *begin + i, &all[*begin + i]);
    });
  }

  v1::ListModelsResponse response;
  for (std::size_t i = *begin; i < end; ++i) {
    response.add_models()->Swap(&all[i]);
  }
  if (end < all.size()) response.set_next_page_token(std::to_string(end));
  co_return response;
}

}  // namespace aicc::inference
