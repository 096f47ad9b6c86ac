#pragma once

#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// Asks `model` once; the one way from this service to a served model. What
// leaves for one outside the company's boundary has its personal data masked,
// and the answer gets it back before it reaches `sink`.
Task<ModelResult> Ask(const CallContext& call, LanguageModel& model,
                      const ModelRequest& request, const DeltaSink& sink);

}  // namespace aicc::inference
