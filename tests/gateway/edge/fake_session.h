#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "aicc/session/v1/session.grpc.pb.h"

namespace aicc::gateway {

// A session service by hand, which does what the session id says:
//
//   GetSession  "error-N"  fails with code N, with details
//               "bare-N"   fails with code N, without any
//               "wait"     answers nothing until it is cancelled
//               "slow…"    answers that session after 70 ms
//               else       answers it at once
//   WatchSession "three"   three events, then OK
//               "fail"     one event, then FAILED_PRECONDITION with details
//               "silent"   nothing until it is cancelled
//               "flood"    events of 64 KiB for as long as they are taken
class FakeSession final : public session::v1::SessionService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetSession(
      grpc::CallbackServerContext* context,
      const session::v1::GetSessionRequest* request,
      session::v1::GetSessionResponse* response) override;
  grpc::ServerUnaryReactor* AppendEvent(
      grpc::CallbackServerContext* context,
      const session::v1::AppendEventRequest* request,
      session::v1::AppendEventResponse* response) override;
  grpc::ServerWriteReactor<session::v1::WatchSessionResponse>* WatchSession(
      grpc::CallbackServerContext* context,
      const session::v1::WatchSessionRequest* request) override;

  // Of the latest call.
  std::string Header(const std::string& name);
  std::chrono::milliseconds time_left();
  session::v1::AppendEventRequest appended();

  std::atomic<int> calls = 0;
  std::atomic<int> cancelled = 0;  // Calls that were waiting when cut off.
  std::atomic<int> written = 0;    // Events that gRPC took.

 private:
  void Note(const grpc::CallbackServerContext& context);

  std::mutex mutex_;
  std::map<std::string, std::string> headers_;  // Guarded by mutex_.
  std::chrono::milliseconds time_left_{};       // Guarded by mutex_.
  session::v1::AppendEventRequest appended_;    // Guarded by mutex_.
};

}  // namespace aicc::gateway
