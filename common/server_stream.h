#pragma once

#include "common/task.h"

namespace aicc {

// The sending half of a streaming RPC, as a handler sees it.
template <typename Message>
class ServerStream {
 public:
  virtual ~ServerStream() = default;

  // Sends one message and waits until gRPC has taken it: a slow reader slows
  // the writer, and at most one message is held here. Throws as a cancelled
  // Task does when nobody is listening any more.
  //
  // REQUIRES: the Write() before has ended.
  virtual Task<void> Write(Message message) = 0;
};

// Both halves of a bidirectional RPC. Reading and writing may go on at the same
// time, each by one coroutine.
template <typename Request, typename Response>
class BidiStream : public ServerStream<Response> {
 public:
  // Reads the next message into `*request`, which must live until it returns;
  // false once the caller has sent all or has left.
  virtual Task<bool> Read(Request* request) = 0;
};

}  // namespace aicc
