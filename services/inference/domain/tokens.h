#pragma once

#include <string_view>

#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// About how many tokens a text has: a fourth of its ASCII characters and one
// for each other, such as a Hangul syllable. Too many rather than too few.
int EstimateTokens(std::string_view text);

// Of all messages and tools, with what stands between them. A picture counts
// as a thousand.
int EstimatePrompt(const ModelRequest& request);

// The most that a prompt can have: a token a byte.
int MostPrompt(const ModelRequest& request);

}  // namespace aicc::inference
