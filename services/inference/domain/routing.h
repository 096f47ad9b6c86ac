#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// What is asked of models; the configuration may have rules for each.
inline constexpr std::string_view kTasks[] = {
    "chat",   "assist",    "summarize",     "report",    "classify",
    "vision", "reasoning", "long_document", "completion"};

// How the models of a task are chosen. What is alike in all weights keeps the
// order of the configuration, so without any that order is all there is.
struct TaskRules {
  // What counts how much, 0 to 1 each.
  double cost = 0;
  double latency = 0;
  double quality = 0;
  // Where text may go, see Profile::residency; empty: anywhere.
  std::vector<std::string> residency;
  // If the caller does not say.
  Thinking thinking = Thinking::kDefault;
};

using RoutingRules = std::map<std::string, TaskRules, std::less<>>;  // By task.

// A model that might have been asked, and why it is or is not.
struct Considered {
  const LanguageModel* model = nullptr;
  bool taken = false;
  // "TAKEN", or the gate that kept it out: "CONSENT_MISSING", "RESIDENCY",
  // "BLIND" (there is a picture), "CONTEXT" (it holds less), "NO_TOOLS",
  // "NO_REASONING", "BREAKER_OPEN", "RESTING".
  std::string reason;
  double score = 0;  // Of those taken; the highest goes first.
};

// The models of `tier`, in the order of the configuration, those that are alike
// in one step.
Plan PlanOf(const Fleet& fleet, Tier tier);

// Puts `model` first, if it is in `*plan`.
void GoFirst(LanguageModel* model, Plan* plan);

struct Routed {
  Plan plan;
  std::vector<Considered> considered;  // All of them, in the order of the plan.
};

// What `request` is by what is in it, where that says more than `task`: one
// with a picture is "vision", one of more than 32,000 tokens "long_document",
// one that asks for thoughts "reasoning".
std::string_view TaskOf(const ModelRequest& request, std::string_view task);

// Those models of `candidates` that may have `request`, in the order in which
// they are to be asked: first the gates, then the weights. `external_allowed`:
// it may leave the company's boundary.
Routed Route(const Fleet& fleet, const Plan& candidates,
             const ModelRequest& request, const TaskRules& rules,
             bool external_allowed);

}  // namespace aicc::inference
