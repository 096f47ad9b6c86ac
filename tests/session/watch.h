#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <string>

#include "tests/session/client.h"

namespace aicc::session {

// A WatchSession in progress. Blocks.
class Watch {
 public:
  Watch(Client client, const std::string& session_id, int after_seq,
        bool include_partials = false) {
    client.Authorize(&context_);
    v1::WatchSessionRequest request;
    request.set_session_id(session_id);
    request.set_after_seq(after_seq);
    request.set_include_partials(include_partials);
    reader_ = client.sessions().WatchSession(&context_, request);
  }

  // What comes next; nothing at the end.
  std::optional<v1::WatchSessionResponse> Read() {
    v1::WatchSessionResponse response;
    if (!reader_->Read(&response)) return {};
    return response;
  }
  // The next event's seq, 0 at the end or if something else came.
  int Next() {
    const auto response = Read();
    return response ? response->event().seq() : 0;
  }
  // Reads on to the event of `seq`; false if the stream ends before.
  bool Reach(int seq) {
    for (auto response = Read(); response; response = Read()) {
      if (response->event().seq() == seq) return true;
    }
    return false;
  }
  Result<void> End() {
    const auto status = reader_->Finish();
    if (!status.ok()) return Failure(FromGrpcStatus(status));
    return {};
  }
  void Leave() {
    context_.TryCancel();
    while (Read()) {
    }
    (void)reader_->Finish();
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchSessionResponse>> reader_;
};

}  // namespace aicc::session
