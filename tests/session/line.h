#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <string>

#include "tests/session/client.h"

namespace aicc::session {

// An IngestTranscript in progress. Blocks.
class Line {
 public:
  using Ack = v1::IngestTranscriptResponse::Ack;

  explicit Line(Client client) {
    client.Authorize(&context_);
    stream_ = client.sessions().IngestTranscript(&context_);
  }

  static v1::IngestTranscriptRequest Final(
      const std::string& session_id, const std::string& event_id,
      const std::string& text = "a",
      v1::Speaker speaker = v1::SPEAKER_CUSTOMER) {
    v1::IngestTranscriptRequest request;
    request.set_session_id(session_id);
    request.set_event_id(event_id);
    request.mutable_utterance()->set_speaker(speaker);
    request.mutable_utterance()->set_text(text);
    return request;
  }
  static v1::IngestTranscriptRequest Partial(
      const std::string& session_id, const std::string& event_id, int revision,
      const std::string& text = "a",
      v1::Speaker speaker = v1::SPEAKER_CUSTOMER) {
    auto request = Final(session_id, event_id, text, speaker);
    request.set_partial(true);
    request.set_revision(revision);
    return request;
  }

  bool Send(const v1::IngestTranscriptRequest& request) {
    return stream_->Write(request);
  }
  // What comes next; nothing at the end.
  std::optional<v1::IngestTranscriptResponse> Read() {
    v1::IngestTranscriptResponse response;
    if (!stream_->Read(&response)) return {};
    return response;
  }
  // Sends one that is acknowledged, and waits for that. Nothing if the stream
  // ends before.
  std::optional<Ack> Say(const v1::IngestTranscriptRequest& request) {
    if (!Send(request)) return {};
    const auto response = Read();
    if (!response || response->acks_size() != 1) return {};
    return response->acks(0);
  }
  // Sends no more; says how the stream ends.
  Result<void> End() {
    stream_->WritesDone();
    return Finish();
  }
  Result<void> Finish() {
    while (Read()) {
    }
    const auto status = stream_->Finish();
    if (!status.ok()) return Failure(FromGrpcStatus(status));
    return {};
  }
  void Drop() {
    context_.TryCancel();
    (void)Finish();
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::IngestTranscriptRequest,
                                           v1::IngestTranscriptResponse>>
      stream_;
};

}  // namespace aicc::session
