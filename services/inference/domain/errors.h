#pragma once

#include <string_view>

#include "common/error.h"

namespace aicc::inference {

// Every error of this service, see also InvalidField() in common/error.h.
inline constexpr std::string_view kErrorDomain = "inference.aicc";

// UNAVAILABLE, "MODEL_FAILED": one served model did not give a whole answer.
// `cause` says why, for machines: "CONNECT_FAILED", "CONNECT_TIMEOUT",
// "FIRST_TOKEN_TIMEOUT", "STALLED", "TOTAL_TIMEOUT", "HTTP_STATUS" (`detail` is
// the status), "BAD_RESPONSE", "ENDPOINT_ERROR" (`detail` is the endpoint's own
// code), "CUT_OFF", "TOO_LARGE", "EMPTY". `detail` never
// holds text that a person or a model wrote.
Failure ModelFailed(std::string_view endpoint, std::string_view cause,
                    std::string_view detail = {});

// UNAVAILABLE, "MODEL_FAILED": each of the models that may do the task failed.
Failure EveryModelFailed();

// FAILED_PRECONDITION, "MODEL_NOT_CONFIGURED": the task needs a served model,
// and there is none that may see this text.
Failure ModelNotConfigured();

}  // namespace aicc::inference
