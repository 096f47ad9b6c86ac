#include "services/inference/domain/errors.h"

#include <string>
#include <utility>

namespace aicc::inference {

Failure ModelFailed(std::string_view endpoint, std::string_view cause,
                    std::string_view detail) {
  const std::string name(endpoint);
  const std::string why =
      std::string(cause) +
      (detail.empty() ? std::string() : " " + std::string(detail));
  Error error{ErrorKind::kUnavailable,
              "MODEL_FAILED",
              "the model of the endpoint " + name + " failed: " + why,
              {{"endpoint", name}, {"cause", std::string(cause)}}};
  if (!detail.empty()) error.metadata.emplace("detail", detail);
  return Failure(std::move(error));
}

Failure EveryModelFailed(std::string candidates) {
  return Failure({ErrorKind::kUnavailable,
                  "MODEL_FAILED",
                  "every model that may do this failed; retry later",
                  {{"candidates", std::move(candidates)}}});
}

Failure ModelNotConfigured(std::string candidates) {
  return Failure({ErrorKind::kFailedPrecondition,
                  "MODEL_NOT_CONFIGURED",
                  "this needs a served model that may read the text, and none "
                  "is configured",
                  {{"candidates", std::move(candidates)}}});
}

Failure ModelNotFound() {
  return Failure({ErrorKind::kNotFound,
                  "MODEL_NOT_FOUND",
                  "no model of this name may be chosen; ListModels says which",
                  {{"field", "model"}}});
}

Failure LedgerOff() {
  return Failure({ErrorKind::kFailedPrecondition,
                  "LEDGER_OFF",
                  "no call is recorded: this process has no database, or "
                  "inference.ledger is false",
                  {}});
}

}  // namespace aicc::inference
