#include "services/inference/serving/rate_headers.h"

#include <absl/time/time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;

constexpr double kMaxSeconds = 86'400.0 * 31;

// A limit, and the headers that say how it stands.
struct Limit {
  std::string_view left;
  std::string_view reset;
  bool tokens = false;
};
constexpr std::array<Limit, 6> kLimits{{
    {"x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
    {"x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", true},
    {"anthropic-ratelimit-requests-remaining",
     "anthropic-ratelimit-requests-reset"},
    {"anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset",
     true},
    {"anthropic-ratelimit-input-tokens-remaining",
     "anthropic-ratelimit-input-tokens-reset", true},
    {"anthropic-ratelimit-output-tokens-remaining",
     "anthropic-ratelimit-output-tokens-reset", true},
}};

std::optional<std::int64_t> CountIn(std::string_view text) {
  std::int64_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (text.empty() || error != std::errc() || rest != end || count < 0) {
    return std::nullopt;
  }
  return count;
}

double SecondsOf(std::string_view unit) {
  if (unit == "ms") return 0.001;
  if (unit == "s" || unit.empty()) return 1;
  if (unit == "m") return 60;
  if (unit == "h") return 3'600;
  return unit == "d" ? 86'400 : -1;
}

// "6m0s", "120ms", "7.66s", "60"
std::optional<double> SecondsIn(std::string_view text) {
  if (text.empty()) return std::nullopt;
  double seconds = 0;
  while (!text.empty()) {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || !std::isfinite(number) || number < 0) {
      return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    const std::size_t size =
        std::min(text.find_first_of("0123456789."), text.size());
    const double unit = SecondsOf(text.substr(0, size));
    if (unit < 0) return std::nullopt;
    text.remove_prefix(size);
    seconds += number * unit;
  }
  return seconds;
}

// Until a limit begins anew.
std::optional<milliseconds> ResetIn(std::string_view text,
                                    std::chrono::system_clock::time_point now) {
  std::optional<double> seconds = SecondsIn(text);
  if (!seconds) {
    absl::Time time;
    std::string error;
    if (text.empty() ||
        !absl::ParseTime(absl::RFC3339_full,
                         absl::string_view(text.data(), text.size()), &time,
                         &error)) {
      return std::nullopt;
    }
    seconds = absl::ToDoubleSeconds(time - absl::FromChrono(now));
  }
  return milliseconds(static_cast<std::int64_t>(
      std::ceil(std::clamp(*seconds, 0.0, kMaxSeconds) * 1e3)));
}

void TakeLess(std::int64_t left, std::optional<std::int64_t>* least) {
  *least = std::min(left, least->value_or(left));
}

}  // namespace

RateLimits ReadRateHeaders(
    const std::function<std::string_view(std::string_view)>& header,
    std::chrono::system_clock::time_point now) {
  RateLimits limits;
  for (const Limit& limit : kLimits) {
    const auto left = CountIn(header(limit.left));
    if (!left) continue;
    TakeLess(*left, limit.tokens ? &limits.tokens_left : &limits.requests_left);
    if (*left > 0) continue;
    const auto reset = ResetIn(header(limit.reset), now);
    if (!reset) continue;
    limits.exhausted_for =
        std::max(*reset, limits.exhausted_for.value_or(milliseconds(0)));
  }
  return limits;
}

}  // namespace aicc::inference
