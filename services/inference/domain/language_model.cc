#include "services/inference/domain/language_model.h"

#include <algorithm>
#include <cmath>

namespace aicc::inference {

std::string ThinkerOf(bool internal, std::string_view model) {
  return (internal ? "inside/" : "outside/") + std::string(model);
}

bool AreAlike(const ModelInfo& a, const ModelInfo& b) {
  return a.model == b.model && a.tier == b.tier && a.internal == b.internal &&
         a.profile.residency == b.profile.residency &&
         a.profile.prices == b.profile.prices;
}

std::int64_t CostMicroUsd(const Prices& prices, const Usage& usage) {
  const int cached = prices.cached > 0
                         ? std::min(usage.cached_tokens, usage.prompt_tokens)
                         : 0;
  // Dollars per million tokens are millionths of a dollar per token.
  return std::llround((usage.prompt_tokens - cached) * prices.prompt +
                      cached * prices.cached +
                      usage.completion_tokens * prices.completion);
}

}  // namespace aicc::inference
