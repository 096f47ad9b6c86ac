#include "common/lanes.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_future.hpp>
#include <set>
#include <thread>

#include "common/pause.h"

namespace aicc {
namespace {

namespace asio = boost::asio;

Task<std::thread::id> Here() {
  co_await Pause(std::chrono::milliseconds(1));
  co_return std::this_thread::get_id();
}

TEST(LanesTest, EachIsOneThreadAndTheyTakeTurns) {
  Lanes lanes(2);
  std::set<std::thread::id> threads;
  for (int i = 0; i < 4; ++i) {
    const auto lane = lanes.Next();
    const auto first = asio::co_spawn(lane, Here(), asio::use_future).get();
    EXPECT_EQ(asio::co_spawn(lane, Here(), asio::use_future).get(), first);
    threads.insert(first);
  }

  EXPECT_EQ(threads.size(), 2u);
}

TEST(LanesTest, WhatStillWaitsGoesWithThem) {
  const auto alive = std::make_shared<int>(1);
  {
    Lanes lanes(1);
    asio::co_spawn(
        lanes.Next(),
        [](std::shared_ptr<int>) -> Task<void> {
          co_await Pause(std::chrono::hours(1));
        }(alive),
        asio::detached);
  }

  EXPECT_EQ(alive.use_count(), 1);
}

}  // namespace
}  // namespace aicc
