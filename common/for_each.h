#pragma once

#include <cstddef>
#include <functional>

#include "common/task.h"

namespace aicc {

// Runs `body(0)` … `body(count - 1)`, begun in that order, at most `limit` of
// them at a time, and returns when all have ended. They take turns on one
// strand, so what they share needs no lock as long as nobody awaits halfway.
//
// The first exception stops further ones from being begun, and is thrown here
// once the running ones have ended. Cancelling this cancels those that run.
//
// `body` must not itself be a coroutine with captures: let it return the Task
// of a named function. REQUIRES: limit > 0.
Task<void> ForEach(std::size_t count, std::size_t limit,
                   std::function<Task<void>(std::size_t)> body);

}  // namespace aicc
