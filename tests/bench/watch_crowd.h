#pragma once

#include <string>
#include <vector>

#include "tests/bench/session_load.h"

namespace aicc::bench {

// Very many watchers in a process of their own, so that what a server needs for
// them can be told apart.
class WatchCrowd {
 public:
  // What was received since Begin().
  struct Received {
    std::size_t count = 0;
    double seconds = 0;  // From Begin() to the last.
    double p50_ms = 0;   // From what the event's id says to the receipt.
    double p99_ms = 0;
  };

  explicit WatchCrowd(const Target& target);
  ~WatchCrowd();
  WatchCrowd(const WatchCrowd&) = delete;
  WatchCrowd& operator=(const WatchCrowd&) = delete;

  // Opens `each` watches on each of the sessions; returns once all have got the
  // first event.
  void Watch(const std::vector<std::string>& sessions, int each);

  void Begin();
  // Returns once `count` events were received, or after a minute.
  Received End(std::size_t count);

  // An event id that says when it was made.
  static std::string TimedId();

  // What the process does; the program calls it if its first argument is
  // "--crowd". Address and token are the next two.
  static int Main(const Target& target);

 private:
  void Say(const std::string& line);
  std::string Hear();

  int pid_ = 0;
  int to_ = -1;
  int from_ = -1;
  std::size_t open_ = 0;
};

}  // namespace aicc::bench
