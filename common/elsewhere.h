#pragma once

#include <boost/asio/post.hpp>
#include <boost/asio/system_executor.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "common/suspend.h"

namespace aicc {

// Runs `work` on a thread that nobody waits on, of which a process has two for
// each processor, and returns what it returned: for what would keep a strand's
// or a lane's thread, and all who are on it, for milliseconds. What it throws
// is thrown here. A call that is cancelled waits for its end all the same, so
// `work` may refer to what is here.
template <typename Work>
Task<std::invoke_result_t<Work>> Elsewhere(Work work) {
  using Value = std::invoke_result_t<Work>;
  struct Outcome {
    std::unique_ptr<Value> value;
    std::exception_ptr thrown;
  };
  // Shared only because std::function must be copyable.
  const auto outcome = co_await Suspend<std::shared_ptr<Outcome>>(
      [&work](std::function<void(std::shared_ptr<Outcome>)> done) {
        boost::asio::post(boost::asio::system_executor(),
                          [&work, done = std::move(done)] {
                            const auto made = std::make_shared<Outcome>();
                            try {
                              made->value = std::make_unique<Value>(work());
                            } catch (...) {
                              made->thrown = std::current_exception();
                            }
                            done(made);
                          });
      },
      [] {});
  if (outcome->thrown) std::rethrow_exception(outcome->thrown);
  co_return std::move(*outcome->value);
}

}  // namespace aicc
