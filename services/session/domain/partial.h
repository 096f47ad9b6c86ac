#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// An utterance that is being spoken, as far as it is understood.
struct Partial {
  static constexpr std::size_t kMaxTextBytes = 4'096;

  std::string event_id;  // The utterance's; its final has the same.
  std::int32_t revision = 0;
  Speaker speaker = Speaker::kCustomer;
  std::string text;
  TimePoint event_time;
};

// One on its way to those who watch its contact.
struct PartialNote {
  std::string tenant;
  std::string session_id;
  Partial partial;
};

// The utterances of one contact that are being spoken, the latest of each. Not
// thread-safe.
class OpenPartials {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  // Of more at the same time, those without news for longest are forgotten, as
  // is what has none for kPatience.
  static constexpr std::size_t kMax = 16;
  static constexpr std::chrono::seconds kPatience{60};

  // True if it was put and not forgotten since.
  bool Knows(std::string_view event_id, SteadyTime now);

  // False, and nothing is changed, if its utterance was closed or had as new a
  // revision.
  bool Put(Partial partial, SteadyTime now);

  // The utterance, if it is known, is final: none of its partials is given out
  // any more.
  void Close(std::string_view event_id, SteadyTime now);

  void Clear() { entries_.clear(); }

  // Those put since `*seen`, oldest first; moves `*seen` on. 0 to begin with.
  std::vector<std::shared_ptr<const Partial>> After(std::uint64_t* seen,
                                                    SteadyTime now);

 private:
  struct Entry {
    std::string event_id;
    std::int32_t revision = 0;               // The greatest there is: closed.
    std::shared_ptr<const Partial> partial;  // Nothing if closed.
    std::uint64_t number = 0;
    SteadyTime time;
  };

  void Forget(SteadyTime now);
  // Moves an entry to the end, or makes one there.
  Entry& Renew(std::string_view event_id, SteadyTime now);

  std::vector<Entry> entries_;  // Of their numbers.
  std::uint64_t last_ = 0;
};

}  // namespace aicc::session
