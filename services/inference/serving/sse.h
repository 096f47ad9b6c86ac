#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// Reads a stream of server-sent events (text/event-stream), which may be cut
// into pieces anywhere. Comments, `id` and `retry` are skipped. Not
// thread-safe.
class SseParser {
 public:
  static constexpr std::size_t kMaxLineBytes = 1 << 20;
  // Of one event, and of all of them.
  static constexpr std::size_t kMaxEventBytes = 4 << 20;
  static constexpr std::size_t kMaxTotalBytes = 64 << 20;

  // Adds the data of each event that `bytes` completes to `*events`. False once
  // a limit is passed: the stream is of no use then.
  [[nodiscard]] bool Feed(std::string_view bytes,
                          std::vector<std::string>* events);

  // The end of the stream. Servers leave the last empty line away, so what
  // lacks only that is an event too.
  void Finish(std::vector<std::string>* events);

 private:
  void Line(std::string_view line, std::vector<std::string>* events);
  void Dispatch(std::vector<std::string>* events);

  std::string line_;  // What of a line has come so far.
  std::string data_;
  bool has_data_ = false;
  bool after_cr_ = false;  // A "\n" now belongs to the "\r" before.
  bool begun_ = false;     // A byte order mark may come only first.
  std::size_t total_ = 0;
};

}  // namespace aicc::inference
