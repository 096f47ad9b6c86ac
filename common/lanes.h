#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>

namespace aicc {

// Threads with an executor of their own each. What is done in many small steps,
// such as a connection, is quicker on one: it needs no strand, and no step is
// handed from one thread to another. Whoever runs on a lane must not keep it
// long. Thread-safe.
class Lanes {
 public:
  // REQUIRES: count > 0.
  explicit Lanes(int count);

  // Ends the threads; what is left on them is destroyed with this.
  ~Lanes();

  // One after the other.
  boost::asio::any_io_executor Next();

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace aicc
