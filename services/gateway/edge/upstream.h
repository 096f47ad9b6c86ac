#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "common/task.h"

namespace aicc::gateway {

// What travels with a call beside its message.
struct UpstreamCall {
  std::string path;           // "/aicc.session.v1.SessionService/GetSession"
  std::string authorization;  // "Bearer …"; may be empty.
  std::string request_id;     // May be empty.
  std::string traceparent;    // May be empty.
  std::chrono::milliseconds timeout{};
};

// What a unary call gave. `response` is serialised, and empty unless
// status.ok().
struct UpstreamAnswer {
  grpc::Status status;
  std::string response;
};

// Calls a unary RPC with a serialised request, by name alone. Cancelling the
// coroutine cancels the call.
Task<UpstreamAnswer> CallUpstream(std::shared_ptr<grpc::Channel> channel,
                                  const UpstreamCall& call,
                                  std::string request);

// The answer of a server-streaming RPC. Destroying it cancels the call, if it
// has not ended. Read() and Finish() are for one coroutine.
class UpstreamStream {
 public:
  // Starts the call.
  UpstreamStream(std::shared_ptr<grpc::Channel> channel,
                 const UpstreamCall& call, std::string request);
  ~UpstreamStream();
  UpstreamStream(const UpstreamStream&) = delete;
  UpstreamStream& operator=(const UpstreamStream&) = delete;

  // Waits for the next message, serialised; nothing once there are no more.
  // Until it is called, nothing is taken from the service: that is what slows
  // it down.
  Task<std::optional<std::string>> Read();

  // Says how the call ended.
  //
  // REQUIRES: Read() has returned nothing.
  Task<grpc::Status> Finish();

  // Ends the call early. Thread-safe.
  void Cancel();

 private:
  class Reactor;
  std::shared_ptr<Reactor> reactor_;
};

}  // namespace aicc::gateway
