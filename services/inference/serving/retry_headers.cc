#include <absl/time/time.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "services/inference/serving/model_client.h"

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;

constexpr double kMaxSeconds = 86'400.0 * 366;

std::optional<double> NumberIn(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || rest != end) return std::nullopt;
  if (!std::isfinite(number) || number < 0 || number > kMaxSeconds * 1e3) {
    return std::nullopt;
  }
  return number;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<milliseconds> UntilDate(
    std::string_view text, std::chrono::system_clock::time_point now) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime("%a, %d %b %E4Y %H:%M:%S GMT",
                       absl::string_view(text.data(), text.size()), &time,
                       &error)) {
    return std::nullopt;
  }
  // Its own durations end at the infinite; those of the clock would wrap.
  const absl::Duration wait = time - absl::FromChrono(now);
  return std::clamp(absl::ToChronoMilliseconds(wait), milliseconds(0),
                    milliseconds(static_cast<std::int64_t>(kMaxSeconds * 1e3)));
}

}  // namespace

RetryHeaders ReadRetryHeaders(std::string_view retry_after_ms,
                              std::string_view retry_after,
                              std::string_view should_retry,
                              std::chrono::system_clock::time_point now) {
  RetryHeaders headers;
  if (const auto ms = NumberIn(retry_after_ms)) {
    headers.after = milliseconds(static_cast<std::int64_t>(*ms));
  } else if (const auto seconds = NumberIn(retry_after)) {
    headers.after = milliseconds(
        static_cast<std::int64_t>(std::min(*seconds, kMaxSeconds) * 1e3));
  } else if (!retry_after.empty()) {
    headers.after = UntilDate(retry_after, now);
  }
  if (should_retry == "true") headers.should = true;
  if (should_retry == "false") headers.should = false;
  return headers;
}

}  // namespace aicc::inference
