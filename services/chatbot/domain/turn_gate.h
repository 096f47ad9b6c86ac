#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "common/error.h"
#include "common/task.h"

namespace aicc::chatbot {

// Lets the messages of one contact be answered one at a time, in the order in
// which they came; those of different contacts know nothing of one another.
// Only within this process: across processes the log's ids and the floor's
// epoch keep the answers right. Thread-safe.
class TurnGate {
  struct Waiter;
  using Line = std::list<Waiter*>;  // The first one has its turn.

 public:
  // A place in the line, left when this is destroyed.
  class Place {
   public:
    Place(TurnGate& gate, std::string_view key, std::unique_ptr<Waiter> waiter);
    Place(Place&&) noexcept;
    ~Place();
    Place& operator=(Place&&) = delete;

    // Waits for the turn; true if that took waiting at all. Ends as soon as
    // those in front have left, or this call is cancelled.
    Task<bool> Turn();

   private:
    TurnGate* gate_;  // nullptr once moved from.
    std::string key_;
    std::unique_ptr<Waiter> waiter_;
  };

  // At most `waiting_limit` may wait behind the one that has its turn.
  explicit TurnGate(std::size_t waiting_limit)
      : waiting_limit_(waiting_limit) {}

  // Takes a place at the end of the line of `key`, at once. TooManyMessages if
  // it is full.
  //
  // REQUIRES: this gate outlives the place.
  Result<Place> Reserve(std::string_view key);

 private:
  bool IsFirst(const std::string& key, const Waiter* waiter) const;
  void Leave(const std::string& key, Waiter* waiter);

  const std::size_t waiting_limit_;
  std::mutex mutex_;
  std::map<std::string, Line, std::less<>> lines_;  // Guarded by mutex_.
};

}  // namespace aicc::chatbot
