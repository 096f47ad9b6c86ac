#include "common/for_each.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>
#include <vector>

#include "tests/common/await.h"

namespace aicc {
namespace {

struct Seen {
  std::vector<std::size_t> begun;
  std::size_t running = 0;
  std::size_t most = 0;
  std::size_t throw_at = 1'000'000;
  std::atomic<bool> waiting = false;
};

Task<void> Visit(Seen& seen, std::size_t index) {
  seen.begun.push_back(index);
  seen.most = std::max(seen.most, ++seen.running);
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  std::chrono::milliseconds(1));
  co_await timer.async_wait(boost::asio::use_awaitable);
  --seen.running;
  if (index == seen.throw_at) throw std::runtime_error("at it");
}

Task<void> WaitForever(Seen& seen) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  std::chrono::hours(1));
  seen.waiting = true;
  co_await timer.async_wait(boost::asio::use_awaitable);
}

TEST(ForEachTest, VisitsEachOnceAndNoMoreThanTheLimitAtATime) {
  Seen seen;

  Await(ForEach(50, 4, [&](std::size_t i) { return Visit(seen, i); }));

  EXPECT_EQ(seen.begun.size(), 50u);
  EXPECT_TRUE(std::ranges::is_sorted(seen.begun));
  EXPECT_EQ(seen.most, 4u);
  EXPECT_EQ(seen.running, 0u);
}

TEST(ForEachTest, EndsAtOnceIfThereIsNothing) {
  Seen seen;

  Await(ForEach(0, 4, [&](std::size_t i) { return Visit(seen, i); }));

  EXPECT_TRUE(seen.begun.empty());
}

TEST(ForEachTest, ThrowsTheFirstExceptionOnceAllHaveEnded) {
  Seen seen;
  seen.throw_at = 5;

  EXPECT_THROW(
      Await(ForEach(50, 4, [&](std::size_t i) { return Visit(seen, i); })),
      std::runtime_error);

  EXPECT_LT(seen.begun.size(), 50u);
  EXPECT_EQ(seen.running, 0u);
}

TEST(ForEachTest, PassesCancellationOnToThoseThatRun) {
  Seen seen;
  boost::asio::cancellation_signal cancel;
  const auto strand = boost::asio::make_strand(TestExecutor());
  std::promise<bool> ended;
  boost::asio::co_spawn(
      strand, ForEach(2, 2, [&](std::size_t) { return WaitForever(seen); }),
      boost::asio::bind_cancellation_slot(
          cancel.slot(),
          [&](std::exception_ptr failed) { ended.set_value(bool(failed)); }));
  while (!seen.waiting) std::this_thread::yield();

  boost::asio::post(
      strand, [&] { cancel.emit(boost::asio::cancellation_type::terminal); });

  EXPECT_TRUE(ended.get_future().get());
}

}  // namespace
}  // namespace aicc
