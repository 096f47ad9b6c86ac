#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "common/task.h"

namespace aicc {

// Turns a callback into something to await: calls `start(done)`, and goes on
// with the value that `done` is given. `done` must be called exactly once, from
// any thread, even from within `start`; the coroutine goes on on its executor.
//
// If the coroutine is cancelled meanwhile, `stop()` is called on that executor.
// It should hurry `done` along, but the coroutine waits for `done` all the
// same: whatever `start` was lent stays alive for as long as it is in use.
template <typename T, typename Start, typename Stop>
Task<T> Suspend(Start start, Stop stop) {
  namespace asio = boost::asio;
  return asio::async_initiate<const asio::use_awaitable_t<>&, void(T)>(
      [](auto waiter, Start begin, Stop hurry) {
        auto slot = asio::get_associated_cancellation_slot(waiter);
        auto executor = asio::get_associated_executor(waiter);
        if (slot.is_connected()) {
          slot.assign([hurry](asio::cancellation_type) { hurry(); });
        }
        // Shared only because std::function must be copyable.
        auto shared = std::make_shared<decltype(waiter)>(std::move(waiter));
        begin(std::function<void(T)>([shared, slot, executor](T value) {
          asio::post(executor, [shared, slot, v = std::move(value)]() mutable {
            slot.clear();
            std::move (*shared)(std::move(v));
          });
        }));
      },
      asio::use_awaitable, std::move(start), std::move(stop));
}

}  // namespace aicc
