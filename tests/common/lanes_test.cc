#include "common/lanes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/pause.h"

namespace aicc {
namespace {

namespace asio = boost::asio;
using testing::AllOf;
using testing::AnyOf;
using testing::Each;
using testing::Ge;
using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;

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

// What is ready when it gives way, beside `others` that are underway, comes
// before it or after it.
Task<std::string> GivesWay(int others) {
  std::vector<std::unique_ptr<Lanes::Call>> calls;
  for (int i = 0; i <= others; ++i) {
    calls.push_back(std::make_unique<Lanes::Call>());
  }
  const auto order = std::make_shared<std::string>();
  asio::post(co_await asio::this_coro::executor,
             [order] { *order += "ready "; });
  co_await Lanes::GiveWay();
  *order += "itself ";
  co_await Pause(std::chrono::milliseconds(1));
  co_return *order;
}

TEST(LanesTest, ACallGivesWayToOthersThatAreUnderway) {
  Lanes lanes(1);
  const auto on_lane = [&](int others) {
    return asio::co_spawn(lanes.Next(), GivesWay(others), asio::use_future)
        .get();
  };

  EXPECT_EQ(on_lane(1), "ready itself ");
  EXPECT_EQ(on_lane(0), "itself ready ");
  EXPECT_EQ(on_lane(2), "ready itself ");
}

TEST(LanesTest, NobodyGivesWayElsewhere) {
  asio::thread_pool pool(1);

  EXPECT_EQ(asio::co_spawn(pool, GivesWay(1), asio::use_future).get(),
            "itself ready ");
}

Task<void> GivesWayForEver(std::shared_ptr<int>) {
  const Lanes::Call call;
  const Lanes::Call other;
  for (;;) co_await Lanes::GiveWay();
}

TEST(LanesTest, WhatGivesWayGoesWithThem) {
  const auto alive = std::make_shared<int>(1);
  {
    Lanes lanes(1);
    for (int i = 0; i < 4; ++i) {
      asio::co_spawn(lanes.Next(), GivesWayForEver(alive), asio::detached);
    }
  }

  EXPECT_EQ(alive.use_count(), 1);
}

// What Quicker() says, again and again, on a lane where one call waits so long
// for another each time that it gives way.
Task<std::vector<asio::any_io_executor>> AsksForQuicker(
    std::chrono::microseconds wait) {
  const Lanes::Call call;
  const Lanes::Call other;
  std::vector<asio::any_io_executor> said;
  for (int i = 0; i < 100; ++i) {
    asio::post(co_await asio::this_coro::executor,
               [wait] { std::this_thread::sleep_for(wait); });
    co_await Lanes::GiveWay();
    if (auto lane = Lanes::Quicker()) said.push_back(*std::move(lane));
  }
  co_return said;
}

std::vector<asio::any_io_executor> Quicker(asio::any_io_executor lane,
                                           std::chrono::microseconds wait) {
  return asio::co_spawn(lane, AsksForQuicker(wait), asio::use_future).get();
}

TEST(LanesTest, WhoWaitsForOthersIsNowAndThenToldWhereNobodyIs) {
  Lanes lanes(3);
  const auto own = lanes.Next();
  const auto next = lanes.Next();
  const auto last = lanes.Next();

  const auto said = Quicker(own, std::chrono::milliseconds(1));

  EXPECT_THAT(said, SizeIs(AllOf(Ge(2u), Le(3u))));
  EXPECT_THAT(said, Each(AnyOf(next, last)));
}

TEST(LanesTest, NoLaneIsQuickerThanOneWhereNobodyWaits) {
  Lanes lanes(2);

  // Once, if the system has taken the processor away for some milliseconds.
  EXPECT_THAT(Quicker(lanes.Next(), std::chrono::microseconds(0)),
              SizeIs(Le(1u)));
}

TEST(LanesTest, NoLaneIsQuickerThanOneThatIsAlone) {
  Lanes lanes(1);

  EXPECT_THAT(Quicker(lanes.Next(), std::chrono::milliseconds(1)), IsEmpty());
}

TEST(LanesTest, NoLaneIsQuickerForWhoIsOnNone) {
  asio::thread_pool pool(1);

  EXPECT_THAT(Quicker(pool.get_executor(), std::chrono::milliseconds(1)),
              IsEmpty());
}

TEST(LanesTest, ALaneWhereOthersWaitForLongerIsNoQuicker) {
  Lanes lanes(2);
  const std::chrono::milliseconds wait(1);
  auto other =
      asio::co_spawn(lanes.Next(), AsksForQuicker(wait * 3), asio::use_future);
  std::this_thread::sleep_for(wait * 50);  // Its lag grows.

  EXPECT_THAT(Quicker(lanes.Next(), wait), IsEmpty());
  other.get();
}

Task<void> Sleeps(std::chrono::milliseconds time) {
  const Lanes::Call call;
  co_await Pause(time);
}

TEST(LanesTest, ALaneWhereNobodyWaitsAnyMoreIsQuicker) {
  Lanes lanes(2);
  const auto busy = lanes.Next();
  const auto own = lanes.Next();
  Quicker(busy, std::chrono::milliseconds(3));
  const auto stream = asio::co_spawn(
      busy, Sleeps(std::chrono::milliseconds(500)), asio::use_future);

  EXPECT_THAT(Quicker(own, std::chrono::milliseconds(1)),
              SizeIs(AllOf(Ge(2u), Le(3u))));
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
