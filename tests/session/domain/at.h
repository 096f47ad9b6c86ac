#pragma once

#include "common/clock.h"

namespace aicc::session {

// A moment of a test's own time.
inline TimePoint At(int seconds) {
  return TimePoint(std::chrono::seconds(seconds));
}

}  // namespace aicc::session
