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
      ASSERT_NE(breaker_.Admit(now_), Permit::kNo);
      breaker_.Failed(now_);
    }
  }
  // How many of `requests` may go now; each succeeds.
  int Admitted(int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; ++i) {
      if (breaker_.Admit(now_) == Permit::kNo) continue;
      ++admitted;
      breaker_.Succeeded(now_);
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

  EXPECT_EQ(breaker_.Admit(now_), Permit::kNo);
  EXPECT_FALSE(breaker_.closed());
}

TEST_F(BreakerTest, OpensIfHalfOfTheLastTwentyFailed) {
  for (int i = 0; i < 10; ++i) {
    Fail(1);
    if (i < 9) EXPECT_EQ(Admitted(1), 1);
  }
  EXPECT_EQ(Admitted(1), 1);
  Fail(1);

  EXPECT_EQ(breaker_.Admit(now_), Permit::kNo);
}

TEST_F(BreakerTest, LetsOneProbeThroughAtATime) {
  Fail(3);
  now_ += seconds(5);

  EXPECT_EQ(breaker_.Admit(now_), Permit::kProbe);
  EXPECT_EQ(breaker_.Admit(now_), Permit::kNo);
}

TEST_F(BreakerTest, WaitsLongerAfterEachProbeThatFailsUpToTwentySeconds) {
  Fail(3);
  for (const int pause : {5, 10, 20, 20}) {
    now_ += seconds(pause) - milliseconds(1);
    EXPECT_EQ(breaker_.Admit(now_), Permit::kNo) << pause;
    now_ += milliseconds(1);
    EXPECT_EQ(breaker_.Admit(now_), Permit::kProbe) << pause;
    breaker_.Failed(now_);
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
  EXPECT_TRUE(breaker_.closed());
}

TEST_F(BreakerTest, AFailureOnTheWayBackOpensItAgain) {
  Fail(3);
  now_ += seconds(5);
  EXPECT_EQ(Admitted(1), 1);
  now_ += seconds(4);
  while (breaker_.Admit(now_) == Permit::kNo) {
  }
  breaker_.Failed(now_);

  EXPECT_EQ(breaker_.Admit(now_), Permit::kNo);
}

TEST_F(BreakerTest, AProbeThatSaysNothingLeavesRoomForTheNext) {
  Fail(3);
  now_ += seconds(5);
  ASSERT_EQ(breaker_.Admit(now_), Permit::kProbe);
  breaker_.Nothing();

  EXPECT_EQ(breaker_.Admit(now_), Permit::kProbe);
}

}  // namespace
}  // namespace aicc::inference
