#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// What a server's headers say is left of its limits: those of OpenAI
// (`x-ratelimit-remaining-requests`, …) and of many others who answer likewise,
// and those of Anthropic (`anthropic-ratelimit-requests-remaining`, …). Times
// until they begin anew are durations ("6m0s", "120ms"), seconds, or dates of
// RFC 3339. What cannot be read is not there. `header` gives the value of a
// name, empty if there is none.
RateLimits ReadRateHeaders(
    const std::function<std::string_view(std::string_view name)>& header,
    std::chrono::system_clock::time_point now);

}  // namespace aicc::inference
