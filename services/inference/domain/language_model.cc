#include "services/inference/domain/language_model.h"

#include <cmath>

namespace aicc::inference {

std::int64_t CostMicroUsd(const ModelInfo& model, const ModelReply& reply) {
  // Dollars per million tokens are millionths of a dollar per token.
  return std::llround(
      reply.prompt_tokens * model.usd_per_million_prompt_tokens +
      reply.completion_tokens * model.usd_per_million_completion_tokens);
}

}  // namespace aicc::inference
