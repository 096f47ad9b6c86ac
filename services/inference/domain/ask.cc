#include "services/inference/domain/ask.h"

#include <map>
#include <utility>

#include "services/inference/domain/masking.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;

ModelRequest Masked(const ModelRequest& request, Mask& mask) {
  ModelRequest masked = request;
  for (ModelMessage& message : masked.messages) {
    if (message.trusted) continue;
    message.text = mask.Hide(message.text);
    for (ContentPart& part : message.parts) part.text = mask.Hide(part.text);
    for (ToolCall& call : message.tool_calls) {
      call.arguments = mask.Hide(call.arguments);
    }
  }
  return masked;
}

// Puts back what was masked: in the text, and in the arguments of each call.
class Restoring {
 public:
  Restoring(const Mask& mask, const DeltaSink& sink)
      : mask_(mask), text_(mask), sink_(sink) {}

  Task<bool> Take(std::vector<ModelDelta> deltas) {
    for (ModelDelta& delta : deltas) {
      if (delta.kind == Kind::kThought) continue;
      delta.text = UnmaskerFor(delta).Feed(delta.text);
    }
    return sink_(std::move(deltas));
  }

  // What is still held back.
  std::vector<ModelDelta> Rest() {
    std::vector<ModelDelta> deltas;
    if (auto text = text_.Finish(); !text.empty()) {
      deltas.push_back({Kind::kText, std::move(text)});
    }
    for (auto& [index, unmasker] : calls_) {
      auto text = unmasker.Finish();
      if (text.empty()) continue;
      deltas.push_back({Kind::kToolCall, std::move(text), index});
    }
    return deltas;
  }

 private:
  Unmasker& UnmaskerFor(const ModelDelta& delta) {
    if (delta.kind == Kind::kText) return text_;
    return calls_.try_emplace(delta.index, mask_).first->second;
  }

  const Mask& mask_;
  Unmasker text_;
  std::map<int, Unmasker> calls_;  // By index.
  const DeltaSink& sink_;
};

Task<ModelResult> AskOutside(const CallContext& call, LanguageModel& model,
                             const ModelRequest& request,
                             const DeltaSink& sink) {
  Mask mask;
  const ModelRequest masked = Masked(request, mask);
  Restoring restoring(mask, sink);
  const DeltaSink take = [&restoring](std::vector<ModelDelta> deltas) {
    return restoring.Take(std::move(deltas));
  };
  auto reply = co_await model.Reply(call, masked, take);
  if (!reply || reply->finish == Finish::kLeft) co_return reply;
  auto rest = restoring.Rest();
  if (!rest.empty() && !co_await sink(std::move(rest))) {
    reply->finish = Finish::kLeft;
  }
  co_return reply;
}

}  // namespace

Task<ModelResult> Ask(const CallContext& call, LanguageModel& model,
                      const ModelRequest& request, const DeltaSink& sink) {
  return model.info().internal ? model.Reply(call, request, sink)
                               : AskOutside(call, model, request, sink);
}

}  // namespace aicc::inference
