#pragma once

#include <string>

#include "common/clock.h"

namespace aicc::session {

// RFC 3339 in UTC with microseconds, as proto3 JSON has it.
std::string TimeText(TimePoint time);

}  // namespace aicc::session
