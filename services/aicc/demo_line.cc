#include "services/aicc/demo_line.h"

#include <chrono>

namespace aicc {
namespace {

constexpr std::chrono::seconds kLongestCall{60};

Failure NotTaken(const std::string& why) {
  return Failure({ErrorKind::kUnavailable,
                  "NOT_TAKEN",
                  "the utterance was not taken " + why,
                  {}});
}

}  // namespace

DemoLine::DemoLine(const std::string& grpc_address, const std::string& token)
    : stub_(session::v1::SessionService::NewStub(grpc::CreateChannel(
          grpc_address, grpc::InsecureChannelCredentials()))) {
  context_.set_deadline(std::chrono::system_clock::now() + kLongestCall);
  context_.AddMetadata("authorization", "Bearer " + token);
  stream_ = stub_->IngestTranscript(&context_);
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
  session::v1::IngestTranscriptResponse response;
  if (!stream_->Write(request) || !stream_->Read(&response) ||
      response.acks_size() != 1) {
    return NotTaken("");
  }
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
