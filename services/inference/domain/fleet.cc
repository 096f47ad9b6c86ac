#include "services/inference/domain/fleet.h"

#include <algorithm>
#include <utility>

namespace aicc::inference {
namespace {

constexpr double kNewest = 0.2;  // The weight of the last latency.

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
  std::lock_guard lock(mutex_);
  rest_ = std::max(rest_, time);
}

bool Health::rests(Time now) const {
  std::lock_guard lock(mutex_);
  return now < rest_;
}

double Health::Load() const {
  std::lock_guard lock(mutex_);
  return (outstanding_ + 1) * std::max(1.0, latency_ms_);
}

double Health::latency_ms() const {
  std::lock_guard lock(mutex_);
  return latency_ms_;
}

Fleet::Fleet(std::vector<LanguageModel*> models, Budgets* budgets)
    : models_(std::move(models)), budgets_(budgets) {
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
