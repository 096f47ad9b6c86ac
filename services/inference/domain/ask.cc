#include "services/inference/domain/ask.h"

#include <utility>
#include <vector>

#include "services/inference/domain/masking.h"
#include "services/inference/domain/unmasker.h"

namespace aicc::inference {
namespace {

ModelRequest Masked(const ModelRequest& request, Mask& mask) {
  ModelRequest masked = request;
  std::vector<Utterance> conversation;
  for (const ModelMessage& message : request.messages) {
    conversation.push_back(
        {message.text, static_cast<int>(message.role), message.trusted});
  }
  std::vector<std::string> hidden = mask.Hide(conversation);
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    masked.messages[i].text = std::move(hidden[i]);
  }
  return masked;
}

Task<bool> Restore(Unmasker& unmasker, const TextSink& sink,
                   std::string piece) {
  std::string text = unmasker.Feed(piece);
  if (text.empty()) co_return true;
  co_return co_await sink(std::move(text));
}

Task<Result<ModelReply>> AskOutside(const CallContext& call,
                                    LanguageModel& model,
                                    const ModelRequest& request,
                                    const TextSink& sink) {
  Mask mask;
  const ModelRequest masked = Masked(request, mask);
  Unmasker unmasker(mask, request.json_schema.empty()
                              ? Unmasker::Format::kText
                              : Unmasker::Format::kJson);
  const TextSink restoring = [&](std::string piece) {
    return Restore(unmasker, sink, std::move(piece));
  };
  auto reply = co_await model.Reply(call, masked, restoring);
  if (!reply || reply->finish == Finish::kLeft) co_return reply;
  std::string rest = unmasker.Finish();
  if (!rest.empty() && !co_await sink(std::move(rest))) {
    reply->finish = Finish::kLeft;
  }
  co_return reply;
}

}  // namespace

Task<Result<ModelReply>> Ask(const CallContext& call, LanguageModel& model,
                             const ModelRequest& request,
                             const TextSink& sink) {
  return model.info().internal ? model.Reply(call, request, sink)
                               : AskOutside(call, model, request, sink);
}

}  // namespace aicc::inference
