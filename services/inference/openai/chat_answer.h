#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// Who and when, in every piece of an answer.
struct AnswerHead {
  std::string id;  // "chatcmpl-…"
  std::int64_t created = 0;
  std::string model;  // Of the model that answers.
};

// --- An answer in pieces: the data of server-sent events, each "data: …\n\n".

// One event for what came at once; thoughts are left out. `first` begins it
// with the role. Empty if nothing is left.
std::string ChunkEvents(const AnswerHead& head,
                        const std::vector<ModelDelta>& deltas, bool first);
std::string FinishEvent(const AnswerHead& head, Finish finish);
// A field of our own, `aicc`: `explanation` is JSON.
std::string ExplanationEvent(const AnswerHead& head,
                             const std::string& explanation);
std::string UsageEvent(const AnswerHead& head, const Usage& usage);
inline constexpr std::string_view kDoneEvent = "data: [DONE]\n\n";

// --- An answer in one piece.

class WholeAnswer {
 public:
  void Take(std::vector<ModelDelta> deltas);
  void Clear() { *this = {}; }

  const std::string& text() const { return text_; }

  // The body of the response. `explanation` is JSON, or empty.
  std::string ToJson(const AnswerHead& head, const ModelReply& reply,
                     const std::string& explanation) const;

 private:
  std::string text_;
  std::string refusal_;
  std::map<int, ToolCall> calls_;  // By index.
  std::vector<TokenLogProb> logprobs_;
};

}  // namespace aicc::inference
