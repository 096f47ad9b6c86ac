#include "services/inference/domain/breaker.h"

#include <gtest/gtest.h>

namespace aicc::inference {
namespace {

using Permit = Breaker::Permit;
using std::chrono::milliseconds;
using std::chrono::seconds;

class BreakerTest : public testing::Test {
 protected:
  void Fail(int times) {
    for (int i = 0; i < times; ++i) {
      const auto ticket = breaker_.Admit(now_);
      ASSERT_NE(ticket.permit, Permit::kNo);
      breaker_.Failed(ticket, now_);
    }
  }
  // How many of `requests` may go now; each succeeds.
  int Admitted(int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; ++i) {
      const auto ticket = breaker_.Admit(now_);
      if (ticket.permit == Permit::kNo) continue;
      ++admitted;
      breaker_.Succeeded(ticket, now_);
    }
    return admitted;
  }

  Breaker breaker_;
  Breaker::Time now_{seconds(1'000)};
};

TEST_F(BreakerTest, OpensAfterThreeFailuresInARow) {
  Fail(2);
  EXPECT_EQ(Admitted(1), 1);
  Fail(3);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kNo);
}

TEST_F(BreakerTest, OpensIfHalfOfTheLastTwentyFailed) {
  for (int i = 0; i < 10; ++i) {
    Fail(1);
    if (i < 9) EXPECT_EQ(Admitted(1), 1);
  }
  EXPECT_EQ(Admitted(1), 1);
  Fail(1);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kNo);
}

TEST_F(BreakerTest, LetsOneProbeThroughAtATime) {
  Fail(3);
  now_ += seconds(5);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kProbe);
  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kNo);
}

TEST_F(BreakerTest, WaitsLongerAfterEachProbeThatFailsUpToTwentySeconds) {
  Fail(3);
  for (const int pause : {5, 10, 20, 20}) {
    now_ += seconds(pause) - milliseconds(1);
    EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kNo) << pause;
    now_ += milliseconds(1);
    const auto probe = breaker_.Admit(now_);
    EXPECT_EQ(probe.permit, Permit::kProbe) << pause;
    breaker_.Failed(probe, now_);
  }
}

TEST_F(BreakerTest, ReturnsStepByStep) {
  Fail(3);
  now_ += seconds(5);
  EXPECT_EQ(Admitted(1), 1);

  EXPECT_NEAR(Admitted(100), 10, 1);
  now_ += seconds(2);
  EXPECT_NEAR(Admitted(100), 25, 1);
  now_ += seconds(2);
  EXPECT_NEAR(Admitted(100), 50, 1);
  now_ += seconds(2);
  EXPECT_EQ(Admitted(100), 100);
}

TEST_F(BreakerTest, AFailureOnTheWayBackOpensItAgain) {
  Fail(3);
  now_ += seconds(5);
  EXPECT_EQ(Admitted(1), 1);
  now_ += seconds(4);
  auto ticket = breaker_.Admit(now_);
  while (ticket.permit == Permit::kNo) ticket = breaker_.Admit(now_);
  breaker_.Failed(ticket, now_);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kNo);
}

TEST_F(BreakerTest, AProbeThatSaysNothingLeavesRoomForTheNext) {
  Fail(3);
  now_ += seconds(5);
  const auto probe = breaker_.Admit(now_);
  ASSERT_EQ(probe.permit, Permit::kProbe);
  breaker_.Nothing(probe);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kProbe);
}

TEST_F(BreakerTest, ManyThatFailTogetherAreOneReasonToOpen) {
  std::vector<Breaker::Ticket> tickets;
  for (int i = 0; i < 10; ++i) tickets.push_back(breaker_.Admit(now_));
  for (const auto& ticket : tickets) breaker_.Failed(ticket, now_);
  now_ += seconds(5);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kProbe);
}

TEST_F(BreakerTest, WhoWasLetInBeforeItOpenedFreesNoProbe) {
  const auto early = breaker_.Admit(now_);
  Fail(3);
  now_ += seconds(5);
  ASSERT_EQ(breaker_.Admit(now_).permit, Permit::kProbe);
  breaker_.Nothing(early);
  breaker_.Succeeded(early, now_);

  EXPECT_EQ(breaker_.Admit(now_).permit, Permit::kNo);
}

TEST_F(BreakerTest, WhereThereIsNobodyElseItReturnsAtOnce) {
  Fail(3);
  now_ += seconds(5);
  EXPECT_EQ(Admitted(1), 1);

  EXPECT_EQ(breaker_.Admit(now_, true).permit, Permit::kProbe);
}

}  // namespace
}  // namespace aicc::inference
