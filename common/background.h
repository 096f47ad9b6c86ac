#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/task.h"

namespace aicc {

// Coroutines that a service runs for itself, beside the RPCs, until it stops.
// Start and stop it from one thread that is not the executor's.
class Background {
 public:
  // `executor` must run until this is destroyed.
  explicit Background(boost::asio::any_io_executor executor);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Runs the Task that `loop` returns, on a strand of its own. If an exception
  // ends it, that is logged under `name`, and `loop` is called again a second
  // later: what went wrong, such as a full disk, may pass.
  void Start(std::string name, std::function<Task<void>()> loop);

  // Cancels all of them and returns once they have ended. May be called again.
  void Stop();

 private:
  struct Job;
  const boost::asio::any_io_executor executor_;
  std::vector<std::shared_ptr<Job>> jobs_;
};

}  // namespace aicc
