#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "aicc/session/v1/session.pb.h"
#include "common/error.h"
#include "common/task.h"
#include "services/session/domain/event_appender.h"

namespace aicc::session {

// The utterances of one ingest stream between their reading and their
// acknowledgement, in the order read. One coroutine reads, one acknowledges;
// Settle() may be called from any thread.
class Ingest {
 public:
  // Read ahead of what is acknowledged, at most.
  static constexpr std::size_t kWindow = 1'024;

  struct Settled {
    v1::IngestTranscriptResponse acks;
    std::optional<Error> broken;  // The store failed: the stream must end.
    bool all = false;             // Nothing is left, and no input follows.
    bool cut = false;             // With `all`: the input was cut off.
  };

  // Says that nobody acknowledges any more, when it goes out of scope.
  class StopAtEnd {
   public:
    explicit StopAtEnd(Ingest& ingest) : ingest_(ingest) {}
    ~StopAtEnd() { ingest_.Stop(); }
    StopAtEnd(const StopAtEnd&) = delete;
    StopAtEnd& operator=(const StopAtEnd&) = delete;

   private:
    Ingest& ingest_;
  };

  explicit Ingest(const boost::asio::any_io_executor& executor);

  // Waits until there is room; false if nothing more is to be read.
  Task<bool> HasRoom();

  // What is read next; kept here so that it outlives a handler that ends first.
  grpc::ByteBuffer& bytes() { return bytes_; }

  // Takes a place for one that was read, and returns its number.
  std::uint64_t Add(std::string session_id, std::string event_id);

  // Says what became of one.
  void Settle(std::uint64_t number, Result<Appended> result);

  void EndOfInput();

  // What is read from here on is dropped, unacknowledged.
  void CutOff();

  bool cut_off();
  bool stopped();

  // Waits until the oldest is settled, and takes all that are from there on.
  Task<Settled> NextSettled();

 private:
  struct Slot {
    std::string session_id;
    std::string event_id;
    std::optional<Result<Appended>> result;
  };
  using Signal = boost::asio::experimental::concurrent_channel<void(
      boost::system::error_code)>;

  void Stop();
  // REQUIRES: mutex_ is held.
  Settled TakeSettled();

  grpc::ByteBuffer bytes_;
  Signal room_;
  Signal settled_;

  std::mutex mutex_;
  std::deque<Slot> slots_;      // Guarded by mutex_.
  std::uint64_t first_ = 0;     // Number of slots_.front(); by mutex_.
  bool awaiting_room_ = false;  // Guarded by mutex_.
  bool awaiting_acks_ = false;  // Guarded by mutex_.
  bool end_of_input_ = false;   // Guarded by mutex_.
  bool cut_off_ = false;        // Guarded by mutex_.
  bool stopped_ = false;        // Guarded by mutex_.
};

}  // namespace aicc::session
