#include "services/chatbot/domain/turn_gate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_future.hpp>
#include <optional>

#include "tests/common/await.h"

namespace aicc::chatbot {
namespace {

namespace asio = boost::asio;

TEST(TurnGateTest, WhoComesFirstDoesNotWait) {
  TurnGate gate(8);
  auto place = gate.Reserve("s1");

  EXPECT_FALSE(Await(place->Turn()));
}

TEST(TurnGateTest, DifferentContactsDoNotWaitForOneAnother) {
  TurnGate gate(8);
  auto one = gate.Reserve("s1");
  auto other = gate.Reserve("s2");

  EXPECT_FALSE(Await(one->Turn()));
  EXPECT_FALSE(Await(other->Turn()));
}

TEST(TurnGateTest, TheNextWaitsUntilTheFirstHasLeft) {
  TurnGate gate(8);
  std::optional first = *gate.Reserve("s1");
  auto second = gate.Reserve("s1");
  auto turn = asio::co_spawn(TestExecutor(), second->Turn(), asio::use_future);
  EXPECT_EQ(turn.wait_for(std::chrono::milliseconds(20)),
            std::future_status::timeout);

  first.reset();

  EXPECT_TRUE(turn.get());
}

TEST(TurnGateTest, TheLineIsBounded) {
  TurnGate gate(1);
  std::optional first = *gate.Reserve("s1");
  auto second = gate.Reserve("s1");

  const auto third = gate.Reserve("s1");

  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().kind, ErrorKind::kResourceExhausted);
  EXPECT_EQ(third.error().reason, "TOO_MANY_MESSAGES");
  first.reset();
  EXPECT_TRUE(gate.Reserve("s1"));
}

TEST(TurnGateTest, ACancelledOneLeavesAndTheLineGoesOn) {
  TurnGate gate(8);
  std::optional first = *gate.Reserve("s1");
  std::optional second = *gate.Reserve("s1");
  auto third = gate.Reserve("s1");
  const auto strand = asio::make_strand(TestExecutor());
  asio::cancellation_signal cancel;
  auto second_turn = asio::co_spawn(
      strand, second->Turn(),
      asio::bind_cancellation_slot(cancel.slot(), asio::use_future));
  auto third_turn =
      asio::co_spawn(TestExecutor(), third->Turn(), asio::use_future);

  asio::post(strand, [&] { cancel.emit(asio::cancellation_type::terminal); });

  EXPECT_THROW(second_turn.get(), boost::system::system_error);
  second.reset();
  first.reset();
  EXPECT_TRUE(third_turn.get());
}

}  // namespace
}  // namespace aicc::chatbot
