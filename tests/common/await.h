#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <utility>

#include "common/task.h"

namespace aicc {

// Threads for tests that need an executor. Never ends: whoever wakes a
// coroutine may still be busy with the executor when the coroutine is done.
inline boost::asio::thread_pool& TestExecutor() {
  static auto* const pool = new boost::asio::thread_pool(2);
  return *pool;
}

// Runs `task` to its end and returns what it returned.
template <typename T>
T Await(Task<T> task) {
  return boost::asio::co_spawn(TestExecutor(), std::move(task),
                               boost::asio::use_future)
      .get();
}

}  // namespace aicc
