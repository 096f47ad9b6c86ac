#pragma once

#include <chrono>
#include <optional>

#include "services/inference/domain/model_fault.h"

namespace aicc::inference {

// Whoever is on the line waits so long for a model that says when.
inline constexpr std::chrono::milliseconds kPatience{20'000};

// How long to wait before the same model is asked once more, after `asked`
// times; nothing if it should not be. As the providers' own clients do it:
// after what the server says, else 0.5 s, twice as long each time, up to 8 s,
// less a random quarter. `others`: whether another model could be asked
// instead, for which a customer waits less: then it is asked twice at most, and
// only once if that `took` long, whatever came of it.
std::optional<std::chrono::milliseconds> RetryAfter(
    const ModelFault& fault, int asked, bool others,
    std::chrono::milliseconds took = {});

}  // namespace aicc::inference
