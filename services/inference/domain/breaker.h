#pragma once

#include <chrono>
#include <mutex>

namespace aicc::inference {

// Keeps requests away from a model that fails, and lets them come back step by
// step. Thread-safe; the caller brings the time along.
//
// Closed until three requests in a row failed, or half of the last twenty; then
// open for five seconds, twice as long after each probe that fails, up to
// twenty. Then one request at a time is let through as a probe. Once one
// succeeded a tenth of the requests is, then a quarter, then half of them, two
// seconds each; then all. One failure on the way opens it again.
class Breaker {
 public:
  using Time = std::chrono::steady_clock::time_point;

  enum class Permit { kNo, kYes, kProbe };

  // Whether a request may go. What becomes of it counts only as long as nothing
  // has changed since: who was let in before it opened does not hold it open.
  struct Ticket {
    Permit permit = Permit::kNo;
    unsigned generation = 0;
  };

  // After kYes or kProbe exactly one of the three below must follow. `alone`:
  // there is nobody else to ask, so that it need not return step by step.
  Ticket Admit(Time now, bool alone = false);

  void Succeeded(const Ticket& ticket, Time now);
  void Failed(const Ticket& ticket, Time now);
  // It says nothing about the model, such as a bad request.
  void Nothing(const Ticket& ticket);

  // True if it would take none now. Admits nothing.
  bool open(Time now) const;

 private:
  enum class State { kClosed, kOpen, kReturning };

  Permit Decide(Time now, bool alone);
  void Open(Time now);
  void Note(bool good);

  mutable std::mutex mutex_;
  // Guarded by mutex_.
  State state_ = State::kClosed;
  unsigned generation_ = 0;  // Of tickets; a new one when it opens or returns.
  unsigned outcomes_ = 0;    // The last twenty, a bit each; 1 is a failure.
  int known_ = 0;
  int in_a_row_ = 0;
  std::chrono::milliseconds pause_{0};
  Time until_{};     // Open until then.
  Time returned_{};  // When it began to return.
  bool probing_ = false;
  double share_ = 0;  // Of a request that may go; goes at 1.
};

}  // namespace aicc::inference
