#include "common/watchdog.h"

#include <utility>

namespace aicc {

struct Watchdog::State : std::enable_shared_from_this<State> {
  State(const boost::asio::any_io_executor& strand, std::function<void()> call)
      : timer(strand), interrupt(std::move(call)) {}

  void Arm() {
    armed = deadline;
    timer.expires_at(deadline);
    timer.async_wait(
        [self = shared_from_this()](const boost::system::error_code& error) {
          if (error) return;  // Armed anew, or gone.
          self->armed = Deadline::max();
          self->Look();
        });
  }
  void Look() {
    if (deadline == Deadline::max() || !interrupt) return;
    if (std::chrono::steady_clock::now() < deadline) {
      Arm();
      return;
    }
    barked = true;
    interrupt();
  }

  boost::asio::steady_timer timer;
  std::function<void()> interrupt;  // Empty once the watchdog is gone.
  Deadline deadline = Deadline::max();
  Deadline armed = Deadline::max();  // When the timer goes off.
  bool barked = false;
};

Watchdog::Watchdog(const boost::asio::any_io_executor& strand,
                   std::function<void()> interrupt)
    : state_(std::make_shared<State>(strand, std::move(interrupt))) {}

Watchdog::~Watchdog() {
  state_->interrupt = nullptr;
  state_->timer.cancel();
}

void Watchdog::Set(Deadline deadline) {
  state_->barked = false;
  state_->deadline = deadline;
  if (deadline < state_->armed) state_->Arm();
}

void Watchdog::Rest() { state_->deadline = Deadline::max(); }

bool Watchdog::barked() const { return state_->barked; }

}  // namespace aicc
