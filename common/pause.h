#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>

#include "common/task.h"

namespace aicc {

// Waits, and throws if the coroutine is cancelled meanwhile.
inline Task<void> Pause(std::chrono::milliseconds time) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

// Does `work` for ever, once a day; after `retry` again where it returns false.
inline Task<void> Daily(std::chrono::milliseconds retry,
                        std::function<Task<bool>()> work) {
  for (;;) {
    const bool done = co_await work();
    co_await Pause(done ? std::chrono::hours(24) : retry);
  }
}

}  // namespace aicc
