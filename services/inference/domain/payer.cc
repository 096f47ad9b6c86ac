#include "services/inference/domain/payer.h"

#include <algorithm>
#include <utility>

#include "services/inference/domain/tokens.h"

namespace aicc::inference {
namespace {

// The most an answer has that nobody has bounded, where budgets count it.
constexpr int kMostUnasked = 4'096;
// What is sent as the limit, which has room for thoughts beside what was asked
// for where that is an answer's, or a wire wants it so.
int MostAnswer(const Profile& profile, const ModelRequest& request) {
  const int thought = WillThink(profile, request.thinking)
                          ? ThinkingBudget(request.thinking)
                          : 0;
  const int asked = request.max_tokens.value_or(
      request.max_answer_tokens.value_or(kMostUnasked) + thought);
  const bool beside = request.max_tokens.has_value() &&
                      profile.thinking == ThinkingSwitch::kBudget;
  return std::min(asked, profile.max_output_tokens) + (beside ? thought : 0);
}

Charge ChargeOf(const Prices& prices, const Usage& usage) {
  return {usage.prompt_tokens + usage.completion_tokens,
          CostMicroUsd(prices, usage)};
}

}  // namespace

Task<Result<void>> Payer::Take(const ModelInfo& model,
                               const ModelRequest& request) {
  hold_.reset();
  bounded_.reset();
  if (budgets_ == nullptr || !budgets_->Concern(call_.caller().tenant)) {
    co_return Result<void>();
  }
  const Profile& profile = model.profile;
  if (!request.max_tokens && !request.max_answer_tokens) {
    bounded_ = request;
    bounded_->max_tokens = std::min(kMostUnasked, profile.max_output_tokens);
  }
  Usage most;
  most.prompt_tokens = MostPrompt(request);
  most.completion_tokens = MostAnswer(profile, bounded_.value_or(request));
  auto hold = co_await budgets_->Take(call_, request.route, model.endpoint,
                                      ChargeOf(profile.prices, most));
  if (!hold) co_return Failure(hold.error());
  hold_ = *std::move(hold);
  co_return Result<void>();
}

void Payer::Settle(const ModelInfo& model, const Usage& usage) {
  if (!hold_) return;
  budgets_->Settle(*hold_, ChargeOf(model.profile.prices, usage));
  hold_.reset();
}

}  // namespace aicc::inference
