#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/inference/domain/model_fault.h"
#include "services/inference/domain/model_request.h"
#include "services/inference/domain/profile.h"

namespace aicc::inference {

// Who answers, in the order in which they are asked.
enum class Tier { kDomain = 1, kGeneral, kHuman };

// A model as the configuration describes it.
struct ModelInfo {
  std::string endpoint;  // The configuration's name for it; in metrics.
  std::string name;      // "{endpoint}/{model}", as in DecisionRecord.model.
  std::string model;     // As its server knows it.
  Tier tier = Tier::kDomain;
  // True if it runs inside the company's own boundary. Text for any other
  // leaves with its personal data masked, see ask.h.
  bool internal = false;
  Profile profile = {};
  // The host of its server, for telemetry.
  std::string host = {};
  // If it has said nothing useful for so long, one of those that share its load
  // is asked the same; 0: never.
  std::chrono::milliseconds hedge_after{0};
  bool choosable = false;  // By customers and agents, by its name.
};

// Names whose thoughts are whose, see ModelMessage: what one inside the company
// thinks is not for its twin outside.
std::string ThinkerOf(bool internal, std::string_view model);

// True if it is all the same which of two answers: the same model at the same
// price and in the same place, at two servers.
bool AreAlike(const ModelInfo& a, const ModelInfo& b);

// Receives what came at once; false stops the model. Awaited before more is
// read, so that a slow reader slows the model.
using DeltaSink = std::function<Task<bool>(std::vector<ModelDelta> deltas)>;

using ModelResult = std::expected<ModelReply, ModelFault>;

// A served model. The domain's only view of serving/. Thread-safe.
class LanguageModel {
 public:
  virtual ~LanguageModel() = default;

  virtual const ModelInfo& info() const = 0;

  // Asks once. Passes the answer to `sink`, piece by piece, and returns after
  // the last one. Stops, as every Task does, when the call is cancelled, and
  // lets go of the model then. Whatever was passed to `sink` is a beginning and
  // no more if this ends with a fault.
  virtual Task<ModelResult> Reply(const CallContext& call,
                                  const ModelRequest& request,
                                  const DeltaSink& sink) = 0;

  // True if its server can be connected to. Asks nothing of it.
  virtual Task<bool> Reachable() = 0;
};

// What `usage` costs by `prices`, in millionths of a dollar.
std::int64_t CostMicroUsd(const Prices& prices, const Usage& usage);

}  // namespace aicc::inference
