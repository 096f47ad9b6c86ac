#include "services/inference/serving/rate_headers.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::system_clock;

using Headers = std::map<std::string, std::string, std::less<>>;

// 2026-11-30T00:00:00Z
constexpr system_clock::time_point kNow{seconds(1'796'000'000 + 16'000)};

RateLimits Read(const Headers& headers) {
  return ReadRateHeaders(
      [&](std::string_view name) -> std::string_view {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : std::string_view(found->second);
      },
      kNow);
}

TEST(RateHeadersTest, WithoutHeadersNothingIsKnown) {
  const RateLimits limits = Read({});

  EXPECT_FALSE(limits.requests_left);
  EXPECT_FALSE(limits.tokens_left);
  EXPECT_FALSE(limits.exhausted_for);
}

TEST(RateHeadersTest, ReadsWhatIsLeftAsOpenAiSaysIt) {
  const RateLimits limits = Read({{"x-ratelimit-remaining-requests", "59"},
                                  {"x-ratelimit-reset-requests", "1s"},
                                  {"x-ratelimit-remaining-tokens", "149984"},
                                  {"x-ratelimit-reset-tokens", "6m0s"}});

  EXPECT_EQ(limits.requests_left, 59);
  EXPECT_EQ(limits.tokens_left, 149'984);
  EXPECT_FALSE(limits.exhausted_for);
}

TEST(RateHeadersTest, WhatIsGoneIsBackWhenTheLongestHasBegunAnew) {
  const RateLimits limits = Read({{"x-ratelimit-remaining-requests", "0"},
                                  {"x-ratelimit-reset-requests", "120ms"},
                                  {"x-ratelimit-remaining-tokens", "0"},
                                  {"x-ratelimit-reset-tokens", "6m0.5s"}});

  EXPECT_EQ(limits.exhausted_for, minutes(6) + milliseconds(500));
}

TEST(RateHeadersTest, ABareNumberIsSeconds) {
  const RateLimits limits = Read({{"x-ratelimit-remaining-requests", "0"},
                                  {"x-ratelimit-reset-requests", "60"}});

  EXPECT_EQ(limits.exhausted_for, seconds(60));
}

TEST(RateHeadersTest, ReadsTheLeastLeftAsAnthropicSaysIt) {
  const std::string soon =
      std::string("2026-11-30T04:53:50Z");  // Not looked at: some are left.
  const RateLimits limits =
      Read({{"anthropic-ratelimit-requests-remaining", "49"},
            {"anthropic-ratelimit-requests-reset", soon},
            {"anthropic-ratelimit-input-tokens-remaining", "40000"},
            {"anthropic-ratelimit-output-tokens-remaining", "7000"}});

  EXPECT_EQ(limits.requests_left, 49);
  EXPECT_EQ(limits.tokens_left, 7'000);
}

TEST(RateHeadersTest, ADateIsTheTimeUntilThen) {
  const auto in_a_minute = system_clock::to_time_t(kNow + seconds(60));
  char date[32];
  std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ",
                std::gmtime(&in_a_minute));
  const RateLimits limits = Read({{"anthropic-ratelimit-tokens-remaining", "0"},
                                  {"anthropic-ratelimit-tokens-reset", date}});

  EXPECT_EQ(limits.exhausted_for, seconds(60));
}

TEST(RateHeadersTest, ADateThatHasPassedIsNoTime) {
  const RateLimits limits =
      Read({{"anthropic-ratelimit-tokens-remaining", "0"},
            {"anthropic-ratelimit-tokens-reset", "1999-01-01T00:00:00Z"}});

  EXPECT_EQ(limits.exhausted_for, milliseconds(0));
}

TEST(RateHeadersTest, WhatCannotBeReadIsNotThere) {
  for (const char* odd :
       {"", "-1", "1e400", "soon", "5x", "nan", "12 ", "ms"}) {
    const RateLimits limits = Read({{"x-ratelimit-remaining-requests", "0"},
                                    {"x-ratelimit-reset-requests", odd},
                                    {"x-ratelimit-remaining-tokens", odd}});

    EXPECT_EQ(limits.requests_left, 0) << odd;
    EXPECT_FALSE(limits.tokens_left) << odd;
    EXPECT_FALSE(limits.exhausted_for) << odd;
  }
}

}  // namespace
}  // namespace aicc::inference
