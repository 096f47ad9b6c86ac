#include "services/inference/domain/fleet.h"

#include <algorithm>
#include <utility>

namespace aicc::inference {
namespace {

constexpr double kNewest = 0.2;  // The weight of the last latency.
// Nobody rests for longer, whatever they say.
constexpr std::chrono::milliseconds kLongest = std::chrono::minutes(5);
constexpr double kMostHedges = 10;  // That add up while nothing is slow.

}  // namespace

void Health::Begin() {
  std::lock_guard lock(mutex_);
  ++outstanding_;
}

void Health::End() {
  std::lock_guard lock(mutex_);
  --outstanding_;
}

void Health::Answered(std::chrono::milliseconds took) {
  std::lock_guard lock(mutex_);
  latency_ms_ += kNewest * (static_cast<double>(took.count()) - latency_ms_);
}

void Health::Rest(Time time) {
  const Time latest = std::chrono::steady_clock::now() + kLongest;
  std::lock_guard lock(mutex_);
  rest_ = std::max(rest_, std::min(time, latest));
}

std::chrono::milliseconds Health::rest_left(Time now) const {
  std::lock_guard lock(mutex_);
  return std::chrono::ceil<std::chrono::milliseconds>(rest_ - now);
}

void Health::Heard(const RateLimits& rates, Time now) {
  {
    std::lock_guard lock(mutex_);
    if (rates.requests_left) rates_.requests_left = rates.requests_left;
    if (rates.tokens_left) rates_.tokens_left = rates.tokens_left;
  }
  if (rates.exhausted_for) Rest(now + *rates.exhausted_for);
}

RateLimits Health::rates() const {
  std::lock_guard lock(mutex_);
  return rates_;
}

int Health::outstanding() const {
  std::lock_guard lock(mutex_);
  return outstanding_;
}

double Health::Load() const {
  std::lock_guard lock(mutex_);
  return (outstanding_ + 1) * std::max(1.0, latency_ms_);
}

double Health::latency_ms() const {
  std::lock_guard lock(mutex_);
  return latency_ms_;
}

void HedgeAllowance::Earn() {
  if (share_ <= 0) return;
  std::lock_guard lock(mutex_);
  left_ = std::min(kMostHedges, left_ + share_);
}

bool HedgeAllowance::Take() {
  std::lock_guard lock(mutex_);
  if (share_ <= 0 || left_ < 1) return false;
  left_ -= 1;
  return true;
}

Fleet::Fleet(std::vector<LanguageModel*> models, Budgets* budgets,
             double hedge_share)
    : models_(std::move(models)), budgets_(budgets), hedges_(hedge_share) {
  for (const LanguageModel* model : models_) {
    health_.emplace(model, std::make_unique<Health>());
  }
}

LanguageModel* Fleet::Find(std::string_view endpoint) const {
  const auto found = std::ranges::find_if(models_, [&](LanguageModel* model) {
    return model->info().endpoint == endpoint;
  });
  return found == models_.end() ? nullptr : *found;
}

Health& Fleet::HealthOf(const LanguageModel& model) const {
  return *health_.at(&model);
}

}  // namespace aicc::inference
