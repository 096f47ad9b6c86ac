#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>

#include "common/task.h"

namespace aicc {

// Threads with an executor of their own each. What is done in many small steps,
// such as a connection, is quicker on one: it needs no strand, and no step is
// handed from one thread to another. Whoever runs on a lane must not keep it
// long. The system gives one lane more of the processors than another, so that
// who stays for many calls had better move now and then: see Quicker().
// Thread-safe.
class Lanes {
 public:
  // REQUIRES: count > 0.
  explicit Lanes(int count);

  // Ends the threads; what is left on them is destroyed with this.
  ~Lanes();

  // One after the other.
  boost::asio::any_io_executor Next();

  // A call that is underway on the lane of this thread, if it is one, until
  // this goes.
  class Call {
   public:
    Call();
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    int* const underway_;
  };

  // Lets the other calls of this lane that are ready come as far as this one
  // has. Before what they all do, such as to send: done in a row, its code and
  // the system's are still in the processor's caches, and whoever is sent to
  // wakes once for many (cohort scheduling: Larus and Parkes, USENIX 2002). On
  // two cores it saves a quarter of a small request. Returns at once where no
  // other call is underway.
  static Task<void> GiveWay();

  // Where calls wait less for each other than on this thread's lane, if that is
  // worth a move. To be asked after each call by who can move; of a lane's
  // calls one in 32 at most is told, until the lanes have evened out.
  static std::optional<boost::asio::any_io_executor> Quicker();

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace aicc
