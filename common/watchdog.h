#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>

namespace aicc {

// Interrupts what waits beyond a deadline that moves often. One timer serves
// many waits: it looks at the deadline when it goes off, and lies down again.
// Everything on one strand; at rest it may be destroyed anywhere.
class Watchdog {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  // `interrupt` makes the present wait end; called until it does.
  Watchdog(const boost::asio::any_io_executor& strand,
           std::function<void()> interrupt);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  // From now on whatever waits may do so until `deadline`.
  void Set(Deadline deadline);

  // Nothing waits.
  void Rest();

  // True if it has interrupted since Set().
  bool barked() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace aicc
