#pragma once

#include <string>
#include <string_view>

namespace aicc::inference {

// Adds `text`, which is UTF-8, to `*json` as a JSON string.
void AppendJsonString(std::string_view text, std::string* json);

}  // namespace aicc::inference
