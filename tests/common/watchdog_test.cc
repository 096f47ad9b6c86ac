#include "common/watchdog.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

namespace aicc {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class WatchdogTest : public testing::Test {
 protected:
  void Set(steady_clock::duration time) {
    watchdog_.Set(steady_clock::now() + time);
  }

  boost::asio::io_context context_;
  int interrupts_ = 0;
  Watchdog watchdog_{context_.get_executor(), [this] { ++interrupts_; }};
};

TEST_F(WatchdogTest, WaitsForTheDeadlineThatWasSetLast) {
  const auto began = steady_clock::now();
  Set(milliseconds(10));
  Set(milliseconds(40));
  context_.run();

  EXPECT_EQ(interrupts_, 1);
  EXPECT_TRUE(watchdog_.barked());
  EXPECT_GE(steady_clock::now() - began, milliseconds(40));
}

TEST_F(WatchdogTest, AnEarlierDeadlineTakesTheLatersPlace) {
  Set(hours(1));
  Set(milliseconds(1));
  context_.run_for(std::chrono::seconds(20));

  EXPECT_EQ(interrupts_, 1);
}

TEST_F(WatchdogTest, AtRestItLetsEverythingWait) {
  Set(milliseconds(1));
  watchdog_.Rest();
  context_.run();
  EXPECT_EQ(interrupts_, 0);
  EXPECT_FALSE(watchdog_.barked());

  context_.restart();
  Set(milliseconds(1));
  context_.run();
  EXPECT_EQ(interrupts_, 1);
}

}  // namespace
}  // namespace aicc
