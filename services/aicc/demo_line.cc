#include "services/aicc/demo_line.h"

#include <chrono>

namespace aicc {
namespace {

constexpr std::chrono::seconds kLongestCall{60};
constexpr int kTries = 3;

Failure NotTaken(const std::string& why) {
  return Failure({ErrorKind::kUnavailable,
                  "NOT_TAKEN",
                  "the utterance was not taken " + why,
                  {}});
}

}  // namespace

DemoLine::DemoLine(const std::string& grpc_address, const std::string& token)
    : token_(token),
      stub_(session::v1::SessionService::NewStub(grpc::CreateChannel(
          grpc_address, grpc::InsecureChannelCredentials()))) {
  Open();
}

void DemoLine::Open() {
  stream_.reset();
  context_ = std::make_unique<grpc::ClientContext>();
  context_->set_deadline(std::chrono::system_clock::now() + kLongestCall);
  context_->AddMetadata("authorization", "Bearer " + token_);
  stream_ = stub_->IngestTranscript(context_.get());
}

Result<std::int64_t> DemoLine::Say(const std::string& session_id,
                                   const std::string& event_id, bool agent,
                                   const std::string& text) {
  session::v1::IngestTranscriptRequest request;
  request.set_session_id(session_id);
  request.set_event_id(event_id);
  auto* utterance = request.mutable_utterance();
  utterance->set_speaker(agent ? session::v1::SPEAKER_AGENT
                               : session::v1::SPEAKER_CUSTOMER);
  utterance->set_text(text);
  for (int tries = 0; tries < kTries; ++tries) {
    const auto seq = Try(request);
    if (!seq) return Failure(seq.error());
    if (*seq) return **seq;
    Open();
  }
  return NotTaken("by a server that stops");
}

Result<std::optional<std::int64_t>> DemoLine::Try(
    const session::v1::IngestTranscriptRequest& request) {
  session::v1::IngestTranscriptResponse response;
  (void)stream_->Write(request);  // The server may have taken its leave.
  if (!stream_->Read(&response)) return NotTaken("");
  if (response.has_go_away()) return std::nullopt;
  if (response.acks_size() != 1) return NotTaken("");
  if (response.acks(0).seq() == 0) {
    return NotTaken(response.acks(0).refused_reason());
  }
  return response.acks(0).seq();
}

Result<void> DemoLine::Close() {
  stream_->WritesDone();
  const grpc::Status status = stream_->Finish();
  if (!status.ok()) return NotTaken(status.error_message());
  return {};
}

}  // namespace aicc
