#pragma once

#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "aicc/session/v1/session.grpc.pb.h"
#include "common/error.h"

namespace aicc {

// Streams what is said on a telephone line into a contact's log, as a speech
// recogniser does: over gRPC, since HTTP/1.1 carries no stream both ways.
// Blocks. Belongs to one thread.
class DemoLine {
 public:
  // Opens the line at `grpc_address`; `token` is a service's.
  DemoLine(const std::string& grpc_address, const std::string& token);

  // Returns the place in the log once the utterance is durable.
  // "NOT_TAKEN" if it was refused or the stream is broken.
  Result<std::int64_t> Say(const std::string& session_id,
                           const std::string& event_id, bool agent,
                           const std::string& text);

  // Hangs up. Nothing may be said afterwards.
  Result<void> Close();

 private:
  void Open();
  // Nothing if the server is about to stop: to be said on another stream.
  Result<std::optional<std::int64_t>> Try(
      const session::v1::IngestTranscriptRequest& request);

  const std::string token_;
  std::unique_ptr<session::v1::SessionService::Stub> stub_;
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<
      grpc::ClientReaderWriter<session::v1::IngestTranscriptRequest,
                               session::v1::IngestTranscriptResponse>>
      stream_;
};

}  // namespace aicc
