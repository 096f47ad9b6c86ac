#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "common/task.h"

namespace aicc {

// Waits, and throws if the coroutine is cancelled meanwhile.
inline Task<void> Pause(std::chrono::milliseconds time) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

}  // namespace aicc
