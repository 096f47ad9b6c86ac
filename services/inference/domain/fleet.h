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

  // Leaves it alone until `time`: it asked for that.
  void Rest(Time time);
  bool rests(Time now) const;

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
};

// The served models of this process and how they do. Immutable; what it gives
// is thread-safe.
class Fleet {
 public:
  // Those in `models`, and `budgets`, must outlive this. Without budgets no
  // call is too dear.
  explicit Fleet(std::vector<LanguageModel*> models,
                 Budgets* budgets = nullptr);

  const std::vector<LanguageModel*>& models() const { return models_; }

  // The model of an endpoint; nullptr if there is none.
  LanguageModel* Find(std::string_view endpoint) const;

  Budgets* budgets() const { return budgets_; }

  // REQUIRES: `model` is one of models().
  Health& HealthOf(const LanguageModel& model) const;

 private:
  const std::vector<LanguageModel*> models_;
  Budgets* const budgets_;
  std::map<const LanguageModel*, std::unique_ptr<Health>> health_;
};

}  // namespace aicc::inference
