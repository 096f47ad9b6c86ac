#pragma once

#include <functional>
#include <memory>

#include "common/task.h"

namespace aicc {

// Two tasks of one coroutine, side by side. Each may stop the other, which is
// then unwound as a Task that is cancelled is. They take turns with their
// caller on its executor. Used once.
//
// REQUIRES: that executor is a strand, and this outlives Run().
class SideBySide {
 public:
  SideBySide();
  ~SideBySide();
  SideBySide(const SideBySide&) = delete;
  SideBySide& operator=(const SideBySide&) = delete;

  // Runs both, and returns when both have ended, in whatever way. What one of
  // them throws without having been stopped stops the other and is thrown here.
  // Cancelling this cancels both.
  //
  // Neither may itself be a coroutine with captures: let it return the Task of
  // a named function.
  Task<void> Run(std::function<Task<void>()> first,
                 std::function<Task<void>()> second);

  // To be called by the other one, within Run(). Of one that has ended: nothing
  // happens.
  void StopFirst();
  void StopSecond();

 private:
  struct State;
  const std::shared_ptr<State> state_;
};

}  // namespace aicc
