#include "common/bell.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include "tests/common/await.h"

namespace aicc {
namespace {

namespace asio = boost::asio;

class BellTest : public testing::Test {
 protected:
  static auto Spawn(Task<void> task) {
    return asio::co_spawn(TestExecutor(), std::move(task), asio::use_future);
  }
  static bool Waits(std::future<void>& heard) {
    return heard.wait_for(std::chrono::milliseconds(20)) ==
           std::future_status::timeout;
  }

  Bell bell_;
};

TEST_F(BellTest, WakesWhoListensToTheKey) {
  const auto listener = Await(bell_.Listen("s1"));
  auto heard = Spawn(listener->Next());

  bell_.Ring("s2");
  EXPECT_TRUE(Waits(heard));
  bell_.Ring("s1");

  heard.get();
}

TEST_F(BellTest, ARingBeforeTheWaitIsNotLost) {
  const auto listener = Await(bell_.Listen("s1"));

  bell_.Ring("s1");

  Await(listener->Next());
}

TEST_F(BellTest, ManyRingsAreOne) {
  const auto listener = Await(bell_.Listen("s1"));
  for (int i = 0; i < 100; ++i) bell_.Ring("s1");
  Await(listener->Next());

  auto heard = Spawn(listener->Next());

  EXPECT_TRUE(Waits(heard));
  bell_.Ring("s1");
  heard.get();
}

TEST_F(BellTest, WakesAllListenersOfAKey) {
  const auto one = Await(bell_.Listen("s1"));
  const auto other = Await(bell_.Listen("s1"));

  bell_.Ring("s1");

  Await(one->Next());
  Await(other->Next());
}

TEST_F(BellTest, WhoStopsListeningIsForgotten) {
  Await(bell_.Listen("s1")).reset();

  bell_.Ring("s1");
}

TEST_F(BellTest, ACancelledListenerIsUnwound) {
  const auto listener = Await(bell_.Listen("s1"));
  const auto strand = asio::make_strand(TestExecutor());
  asio::cancellation_signal cancel;
  auto heard = asio::co_spawn(
      strand, listener->Next(),
      asio::bind_cancellation_slot(cancel.slot(), asio::use_future));

  asio::post(strand, [&] { cancel.emit(asio::cancellation_type::terminal); });

  EXPECT_THROW(heard.get(), boost::system::system_error);
}

}  // namespace
}  // namespace aicc
