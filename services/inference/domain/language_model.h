#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"

namespace aicc::inference {

// Who answers, in the order in which they are asked.
enum class Tier { kDomain = 1, kGeneral, kHuman };

// A model as the configuration describes it.
struct ModelInfo {
  std::string endpoint;  // The configuration's name for it; in metrics.
  std::string name;      // "{endpoint}/{model}", as in DecisionRecord.model.
  Tier tier = Tier::kDomain;
  // True if it runs inside the company's own boundary. Text for any other
  // leaves with its personal data masked, see ask.h.
  bool internal = false;
  double usd_per_million_prompt_tokens = 0;
  double usd_per_million_completion_tokens = 0;
};

struct ModelMessage {
  enum class Role { kSystem, kUser, kAssistant };

  Role role = Role::kUser;
  std::string text;
  // True if we or the pack wrote it, so that nothing in it is personal.
  bool trusted = false;
};

struct ModelRequest {
  std::vector<ModelMessage> messages;
  // If not empty, the whole answer is JSON that follows this schema.
  std::string json_schema;
};

// How an answer ended.
enum class Finish {
  kStop,      // The model was done.
  kLength,    // Cut at the limit of tokens: not a whole answer.
  kFiltered,  // Cut by the provider's filter, or refused.
  kLeft,      // The sink wanted no more.
};

struct ModelReply {
  Finish finish = Finish::kStop;
  // As the endpoint counted them; 0 if it did not say.
  int prompt_tokens = 0;
  int completion_tokens = 0;
};

// Receives a piece of text; false stops the model. Awaited before the next is
// read, so that a slow reader slows the model.
using TextSink = std::function<Task<bool>(std::string text)>;

// A served model. The domain's only view of serving/. Thread-safe.
class LanguageModel {
 public:
  virtual ~LanguageModel() = default;

  virtual const ModelInfo& info() const = 0;

  // Passes the answer to `sink`, piece by piece, and returns after the last
  // one. Stops, as every Task does, when the call is cancelled, and lets go of
  // the model then. Whatever was passed to `sink` is worth nothing if this ends
  // with ModelFailed (see errors.h).
  virtual Task<Result<ModelReply>> Reply(const CallContext& call,
                                         const ModelRequest& request,
                                         const TextSink& sink) = 0;
};

// What `reply` costs by the price list of `model`, in millionths of a dollar.
std::int64_t CostMicroUsd(const ModelInfo& model, const ModelReply& reply);

}  // namespace aicc::inference
