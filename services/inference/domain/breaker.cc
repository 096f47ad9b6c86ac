#include "services/inference/domain/breaker.h"

#include <algorithm>
#include <array>
#include <bit>

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kRemembered = 20;
constexpr int kInARow = 3;
constexpr milliseconds kFirstPause{5'000};
constexpr milliseconds kLongestPause{20'000};
constexpr seconds kStep{2};
constexpr std::array<double, 3> kShares{0.1, 0.25, 0.5};

}  // namespace

Breaker::Ticket Breaker::Admit(Time now, bool alone) {
  std::lock_guard lock(mutex_);
  const Permit permit = Decide(now, alone);
  return {permit, generation_};
}

// REQUIRES: mutex_ is held, here and below.
Breaker::Permit Breaker::Decide(Time now, bool alone) {
  switch (state_) {
    case State::kClosed:
      return Permit::kYes;
    case State::kOpen:
      if (now < until_ || probing_) return Permit::kNo;
      probing_ = true;
      return Permit::kProbe;
    case State::kReturning:
      break;
  }
  const auto step = static_cast<std::size_t>((now - returned_) / kStep);
  if (step >= kShares.size()) {
    state_ = State::kClosed;
    return Permit::kYes;
  }
  if (alone) return Permit::kProbe;
  share_ += kShares[step];
  if (share_ < 1) return Permit::kNo;
  share_ -= 1;
  return Permit::kProbe;
}

void Breaker::Succeeded(const Ticket& ticket, Time now) {
  std::lock_guard lock(mutex_);
  if (ticket.generation != generation_) return;
  Note(true);
  if (state_ != State::kOpen) return;
  probing_ = false;
  pause_ = milliseconds(0);
  state_ = State::kReturning;
  returned_ = now;
  share_ = 0;
  ++generation_;
}

void Breaker::Failed(const Ticket& ticket, Time now) {
  std::lock_guard lock(mutex_);
  if (ticket.generation != generation_) return;
  if (state_ != State::kClosed) {
    Open(now);
    return;
  }
  Note(false);
  if (in_a_row_ >= kInARow ||
      (known_ == kRemembered && std::popcount(outcomes_) * 2 >= kRemembered)) {
    Open(now);
  }
}

void Breaker::Nothing(const Ticket& ticket) {
  std::lock_guard lock(mutex_);
  if (ticket.generation == generation_) probing_ = false;
}

bool Breaker::open(Time now) const {
  std::lock_guard lock(mutex_);
  return state_ == State::kOpen && (now < until_ || probing_);
}

void Breaker::Open(Time now) {
  pause_ = std::clamp(pause_ * 2, kFirstPause, kLongestPause);
  until_ = now + pause_;
  state_ = State::kOpen;
  ++generation_;
  probing_ = false;
  outcomes_ = 0;
  known_ = 0;
  in_a_row_ = 0;
}

void Breaker::Note(bool good) {
  outcomes_ = (outcomes_ << 1 | (good ? 0u : 1u)) & ((1u << kRemembered) - 1);
  known_ = std::min(known_ + 1, kRemembered);
  in_a_row_ = good ? 0 : in_a_row_ + 1;
}

}  // namespace aicc::inference
