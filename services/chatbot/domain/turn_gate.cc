#include "services/chatbot/domain/turn_gate.h"

#include <utility>

#include "common/suspend.h"
#include "services/chatbot/domain/errors.h"

namespace aicc::chatbot {

struct TurnGate::Waiter {
  // Set while its coroutine waits; true for "your turn". Guarded by the gate's
  // mutex; whoever takes it out calls it.
  std::function<void(bool)> wake;
};

TurnGate::Place::Place(TurnGate& gate, std::string_view key,
                       std::unique_ptr<Waiter> waiter)
    : gate_(&gate), key_(key), waiter_(std::move(waiter)) {}

TurnGate::Place::Place(Place&& other) noexcept
    : gate_(std::exchange(other.gate_, nullptr)),
      key_(std::move(other.key_)),
      waiter_(std::move(other.waiter_)) {}

TurnGate::Place::~Place() {
  if (gate_ != nullptr) gate_->Leave(key_, waiter_.get());
}

Task<bool> TurnGate::Place::Turn() {
  bool waited = false;
  const bool mine = co_await Suspend<bool>(
      [this, &waited](std::function<void(bool)> done) {
        {
          std::lock_guard lock(gate_->mutex_);
          if (!gate_->IsFirst(key_, waiter_.get())) {
            waited = true;
            waiter_->wake = std::move(done);
            return;
          }
        }
        done(true);
      },
      [this] {
        std::function<void(bool)> wake;
        {
          std::lock_guard lock(gate_->mutex_);
          wake = std::exchange(waiter_->wake, nullptr);
        }
        if (wake) wake(false);
      });
  if (!mine) ThrowCancelled();
  co_return waited;
}

Result<TurnGate::Place> TurnGate::Reserve(std::string_view key) {
  auto waiter = std::make_unique<Waiter>();
  {
    std::lock_guard lock(mutex_);
    Line& line = lines_[std::string(key)];
    if (line.size() > waiting_limit_) return TooManyMessages();
    line.push_back(waiter.get());
  }
  return Place(*this, key, std::move(waiter));
}

bool TurnGate::IsFirst(const std::string& key, const Waiter* waiter) const {
  return lines_.find(key)->second.front() == waiter;
}

void TurnGate::Leave(const std::string& key, Waiter* waiter) {
  std::function<void(bool)> wake;
  {
    std::lock_guard lock(mutex_);
    const auto found = lines_.find(key);
    Line& line = found->second;
    const bool first = line.front() == waiter;
    line.remove(waiter);
    if (line.empty()) {
      lines_.erase(found);
    } else if (first) {
      wake = std::exchange(line.front()->wake, nullptr);
    }
  }
  if (wake) wake(true);
}

}  // namespace aicc::chatbot
