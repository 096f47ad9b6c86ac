#pragma once

#include <optional>

#include "services/inference/domain/budgets.h"
#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// Pays for the attempts of one call, one after the other. Used by one
// coroutine.
class Payer {
 public:
  // `budgets` may be null: then nothing costs anything. They and `call` must
  // outlive this.
  Payer(const CallContext& call, Budgets* budgets)
      : call_(call), budgets_(budgets) {}

  // Takes what `model` may cost at most for `request`; see Budgets::Take().
  Task<Result<void>> Take(const ModelInfo& model, const ModelRequest& request);

  // The request as it may be sent after Take(): its answer bounded, if nobody
  // had. Nothing: as it is.
  const std::optional<ModelRequest>& bounded() const { return bounded_; }

  // Puts right what was taken.
  void Settle(const ModelInfo& model, const Usage& usage);

 private:
  const CallContext& call_;
  Budgets* const budgets_;
  std::optional<Hold> hold_;
  std::optional<ModelRequest> bounded_;
};

}  // namespace aicc::inference
