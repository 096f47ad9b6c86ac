#pragma once

#include <string_view>

#include "common/error.h"

namespace aicc::inference {

// Every error of this service, see also InvalidField() in common/error.h.
inline constexpr std::string_view kErrorDomain = "inference.aicc";

// UNAVAILABLE, "MODEL_FAILED": one served model did not give a whole answer.
// `cause` says why, for machines: a FaultName() of model_fault.h. `detail` is a
// status or the endpoint's own code, never text that a person or a model wrote.
Failure ModelFailed(std::string_view endpoint, std::string_view cause,
                    std::string_view detail = {});

// UNAVAILABLE, "MODEL_FAILED": each of the models that may do the task failed.
// `candidates`: who was thought of and why they were taken or not, such as
// "house/m TAKEN, openai/gpt-5.2 CONSENT_MISSING"; may be empty.
Failure EveryModelFailed(std::string candidates);

// FAILED_PRECONDITION, "MODEL_NOT_CONFIGURED": the task needs a served model,
// and there is none that may see this text.
Failure ModelNotConfigured(std::string candidates);

// NOT_FOUND, "MODEL_NOT_FOUND": there is no such model, or it is not for
// customers and agents to choose.
Failure ModelNotFound();

// FAILED_PRECONDITION, "LEDGER_OFF".
Failure LedgerOff();

}  // namespace aicc::inference
