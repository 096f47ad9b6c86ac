#include "services/inference/domain/retry.h"

#include <gtest/gtest.h>

#include "services/inference/serving/model_client.h"

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

ModelFault Fault(FaultKind kind) {
  ModelFault fault;
  fault.kind = kind;
  return fault;
}

TEST(RetryTest, BacksOffTwiceAsLongEachTimeLessAQuarterAtMost) {
  for (int i = 0; i < 100; ++i) {
    const auto first = RetryAfter(Fault(FaultKind::kServerError), 1, false);
    const auto second = RetryAfter(Fault(FaultKind::kServerError), 2, false);

    ASSERT_TRUE(first && second);
    EXPECT_GE(*first, milliseconds(375));
    EXPECT_LE(*first, milliseconds(500));
    EXPECT_GE(*second, milliseconds(750));
    EXPECT_LE(*second, milliseconds(1'000));
  }
}

TEST(RetryTest, AsksThreeTimesOrTwiceIfThereAreOthers) {
  EXPECT_FALSE(RetryAfter(Fault(FaultKind::kReset), 3, false));
  EXPECT_TRUE(RetryAfter(Fault(FaultKind::kReset), 1, true));
  EXPECT_FALSE(RetryAfter(Fault(FaultKind::kReset), 2, true));
}

TEST(RetryTest, WaitsAsTheServerSaysIfACustomerCan) {
  ModelFault fault = Fault(FaultKind::kRateLimited);
  fault.retry_after = seconds(2);
  EXPECT_EQ(RetryAfter(fault, 1, true), seconds(2));

  fault.retry_after = seconds(4);
  EXPECT_FALSE(RetryAfter(fault, 1, true));
  EXPECT_EQ(RetryAfter(fault, 1, false), seconds(4));

  fault.retry_after = seconds(121);
  EXPECT_FALSE(RetryAfter(fault, 1, false));
}

TEST(RetryTest, NeverAsksAgainWhereThatIsPointless) {
  for (const FaultKind kind :
       {FaultKind::kSpent, FaultKind::kNoAccess, FaultKind::kContextLength,
        FaultKind::kFiltered, FaultKind::kBadRequest, FaultKind::kUnknownModel,
        FaultKind::kFirstTokenTimeout, FaultKind::kConnectTimeout}) {
    EXPECT_FALSE(RetryAfter(Fault(kind), 1, false)) << FaultName(kind);
  }
}

TEST(RetryTest, TheServerKnowsBetterWhetherToTryAgain) {
  ModelFault fault = Fault(FaultKind::kServerError);
  fault.should_retry = false;
  EXPECT_FALSE(RetryAfter(fault, 1, false));

  fault = Fault(FaultKind::kBadRequest);
  fault.should_retry = true;
  EXPECT_TRUE(RetryAfter(fault, 1, false));

  fault = Fault(FaultKind::kSpent);
  fault.should_retry = true;
  EXPECT_FALSE(RetryAfter(fault, 1, false));
}

TEST(RetryTest, WhatTookLongIsNotRepeatedWhereThereAreOthers) {
  const ModelFault cut{FaultKind::kCutOff, 0, ""};

  EXPECT_FALSE(RetryAfter(cut, 1, true, seconds(30)));
  EXPECT_TRUE(RetryAfter(cut, 1, true, seconds(2)));
  EXPECT_TRUE(RetryAfter(cut, 1, false, seconds(30)));
}

class RetryHeadersTest : public testing::Test {
 protected:
  // 2026-11-22 20:00:00 UTC
  const std::chrono::system_clock::time_point now_{seconds(1'795'377'600)};
};

TEST_F(RetryHeadersTest, MillisecondsGoBeforeSeconds) {
  EXPECT_EQ(ReadRetryHeaders("1500", "9", "", now_).after, milliseconds(1'500));
  EXPECT_EQ(ReadRetryHeaders("", "1.5", "", now_).after, milliseconds(1'500));
}

TEST_F(RetryHeadersTest, ADateIsTheTimeUntilThen) {
  EXPECT_EQ(
      ReadRetryHeaders("", "Sun, 22 Nov 2026 20:00:07 GMT", "", now_).after,
      seconds(7));
  EXPECT_EQ(
      ReadRetryHeaders("", "Sun, 22 Nov 2026 19:00:00 GMT", "", now_).after,
      milliseconds(0));
}

TEST_F(RetryHeadersTest, ADateBeyondTheClockIsTheLongestOrNoTime) {
  EXPECT_EQ(
      ReadRetryHeaders("", "Mon, 06 Nov 0001 08:49:37 GMT", "", now_).after,
      milliseconds(0));
  EXPECT_EQ(ReadRetryHeaders("", "infinite-future", "", now_).after,
            std::chrono::days(366));
}

TEST_F(RetryHeadersTest, WhatIsNoTimeIsNone) {
  for (const char* odd : {"", "soon", "-3", "1e999", "nan", "5 s"}) {
    EXPECT_FALSE(ReadRetryHeaders("", odd, "", now_).after) << odd;
  }
}

TEST_F(RetryHeadersTest, ReadsWhetherToTryAgain) {
  EXPECT_EQ(ReadRetryHeaders("", "", "true", now_).should, true);
  EXPECT_EQ(ReadRetryHeaders("", "", "false", now_).should, false);
  EXPECT_EQ(ReadRetryHeaders("", "", "maybe", now_).should, std::nullopt);
}

}  // namespace
}  // namespace aicc::inference
