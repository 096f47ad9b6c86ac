#pragma once

#include <string>

#include "services/inference/domain/model_request.h"
#include "services/inference/serving/endpoint.h"

namespace aicc::inference {

// The body of POST /messages.
std::string EncodeAnthropic(const Endpoint& endpoint,
                            const ModelRequest& request);

}  // namespace aicc::inference
