#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "services/inference/domain/breaker.h"
#include "services/inference/domain/budgets.h"
#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// How one model does: what it has to do, how long it takes, whether it should
// be left alone. Thread-safe.
class Health {
 public:
  using Time = Breaker::Time;

  Breaker breaker;

  // A request begins, and ends.
  void Begin();
  void End();

  // It gave its first word after `took`.
  void Answered(std::chrono::milliseconds took);

  // Leaves it alone until `time`, five minutes at most: it asked for that.
  void Rest(Time time);
  bool rests(Time now) const { return rest_left(now).count() > 0; }
  std::chrono::milliseconds rest_left(Time now) const;

  // What its server says is left of its limits; one that has none left rests.
  void Heard(const RateLimits& rates, Time now);
  RateLimits rates() const;

  int outstanding() const;

  // What one more request would wait, roughly: for balancing.
  double Load() const;

  // Until its first word, as it has been lately; 1 before it was asked.
  double latency_ms() const;

 private:
  mutable std::mutex mutex_;
  // Guarded by mutex_.
  int outstanding_ = 0;
  double latency_ms_ = 1;  // Exponentially weighted.
  Time rest_{};
  RateLimits rates_;
};

// How many requests may be asked of two models at once: a share of all, so that
// what is slow does not become a load. Thread-safe.
class HedgeAllowance {
 public:
  // `share`: 0 to 1.
  explicit HedgeAllowance(double share) : share_(share) {}

  // A request has come.
  void Earn();
  // One is to be asked of a second model; false: too many are.
  bool Take();

 private:
  const double share_;
  std::mutex mutex_;
  double left_ = 1;  // Guarded by mutex_.
};

// The served models of this process and how they do. Immutable; what it gives
// is thread-safe.
class Fleet {
 public:
  // Those in `models`, and `budgets`, must outlive this. Without budgets no
  // call is too dear. `hedge_share`: see HedgeAllowance.
  explicit Fleet(std::vector<LanguageModel*> models, Budgets* budgets = nullptr,
                 double hedge_share = 0);

  const std::vector<LanguageModel*>& models() const { return models_; }

  // The model of an endpoint; nullptr if there is none.
  LanguageModel* Find(std::string_view endpoint) const;

  Budgets* budgets() const { return budgets_; }
  HedgeAllowance& hedges() const { return hedges_; }

  // REQUIRES: `model` is one of models().
  Health& HealthOf(const LanguageModel& model) const;

 private:
  const std::vector<LanguageModel*> models_;
  Budgets* const budgets_;
  std::map<const LanguageModel*, std::unique_ptr<Health>> health_;
  mutable HedgeAllowance hedges_;
};

}  // namespace aicc::inference
