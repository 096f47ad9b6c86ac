#include "services/summary/rpc/inference_client.h"

#include <string>
#include <utility>

#include "services/summary/rpc/convert.h"

namespace aicc::summary {
namespace {

namespace iv1 = inference::v1;

constexpr char kInference[] = "inference";

// No summary is longer; a model that goes on and on is stopped.
constexpr std::size_t kMaxBytes = 256 << 10;

Failure BrokenOff() {
  return Failure({ErrorKind::kUnavailable,
                  "MODEL_FAILED",
                  "the model's answer broke off, is empty or has no end",
                  {}});
}

void AddMessage(iv1::MessageRole role, const std::string& text,
                iv1::GenerateRequest* request) {
  iv1::Message* message = request->add_messages();
  message->set_role(role);
  message->set_text(text);
}

}  // namespace

InferenceClient::Stub& InferenceClient::stub() {
  std::call_once(once_, [this] {
    stub_ = iv1::InferenceService::NewStub(channels_.To(kInference));
  });
  return *stub_;
}

Task<Result<std::vector<Mention>>> InferenceClient::Mentions(
    const CallContext& call, std::string_view text, std::string_view locale) {
  iv1::UnderstandRequest request;
  request.set_text(std::string(text));
  request.set_locale(std::string(locale));
  const Result<iv1::UnderstandResponse> got = co_await Call(
      self_, stub().async(), &Stub::async::Understand, call, request);
  if (!got) co_return FailureOf(kInference, got.error());
  std::vector<Mention> mentions;
  for (const iv1::Entity& entity : got->understanding().entities()) {
    mentions.push_back({entity.type(), entity.text()});
  }
  co_return mentions;
}

Task<Result<ModelText>> InferenceClient::Write(const CallContext& call,
                                               std::string_view session_id,
                                               const SummaryPrompt& prompt) {
  iv1::GenerateRequest request;
  request.set_task(iv1::TASK_SUMMARIZE);
  request.set_session_id(std::string(session_id));
  request.set_locale(prompt.locale);
  request.set_json_schema(prompt.json_schema);
  AddMessage(iv1::MESSAGE_ROLE_INSTRUCTION, prompt.instruction, &request);
  // The material is what customers said: it must not speak as an instruction.
  AddMessage(iv1::MESSAGE_ROLE_CUSTOMER, prompt.transcript, &request);

  ClientStream<iv1::GenerateResponse> stream(
      self_, stub().async(), &Stub::async::Generate, call, request);
  iv1::GenerateResponse response;
  ModelText written;
  bool decided = false;
  while (co_await stream.Read(&response)) {
    if (response.has_text_delta()) written.text += response.text_delta();
    if (response.has_restart()) written.text.clear();
    if (response.has_decision()) {
      decided = true;
      written.model = response.decision().model();
    }
    if (written.text.size() > kMaxBytes) co_return BrokenOff();
  }
  const Result<void> ended = co_await stream.Finish();
  if (!ended) co_return FailureOf(kInference, ended.error());
  if (!decided || written.model.empty() || written.text.empty()) {
    co_return BrokenOff();
  }
  co_return written;
}

}  // namespace aicc::summary
