#pragma once

#include <memory>

#include "common/error.h"
#include "common/service.h"
#include "services/inference/config.h"
#include "services/inference/domain/engine.h"

namespace aicc::inference {

// Makes the inference service; reads the pack and trains the built-in model,
// which takes up to a few seconds. "BAD_CONFIG" names what is wrong with the
// pack, or the environment variable of a key that is not set.
Result<std::unique_ptr<HostedService>> MakeInferenceService(
    const Config& config, const Environment& environment);

// Like it, on an engine that is there.
Result<std::unique_ptr<HostedService>> MakeInferenceService(
    const Config& config, const Environment& environment,
    std::unique_ptr<DomainEngine> engine);

}  // namespace aicc::inference
