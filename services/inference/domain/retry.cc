#include "services/inference/domain/retry.h"

#include <algorithm>
#include <random>

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;

constexpr int kMostAsked = 3;
constexpr int kMostAskedOfSome = 2;
constexpr milliseconds kFirst{500};
constexpr milliseconds kLongest{8'000};
constexpr milliseconds kPatienceWithOthers{3'000};
// Who was silent for so long, even if it said something in the end, is likely
// to be so again.
constexpr milliseconds kLong{10'000};

// 0.75 to 1 of `time`, so that those who failed together do not come together.
milliseconds Jittered(milliseconds time) {
  thread_local std::minstd_rand random{std::random_device{}()};
  std::uniform_real_distribution<double> share(0.75, 1.0);
  return milliseconds(static_cast<std::int64_t>(
      static_cast<double>(time.count()) * share(random)));
}

}  // namespace

std::optional<milliseconds> RetryAfter(const ModelFault& fault, int asked,
                                       bool others, milliseconds took) {
  if (!MayRetry(fault)) return std::nullopt;
  if (others && took > kLong) return std::nullopt;
  if (asked >= (others ? kMostAskedOfSome : kMostAsked)) return std::nullopt;
  if (fault.retry_after) {
    const auto patience = others ? kPatienceWithOthers : kPatience;
    if (*fault.retry_after > patience) return std::nullopt;
    return *fault.retry_after;
  }
  return Jittered(std::min(kFirst * (1 << (asked - 1)), kLongest));
}

}  // namespace aicc::inference
