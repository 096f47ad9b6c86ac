#include "services/inference/domain/routing.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "services/inference/domain/tokens.h"

namespace aicc::inference {
namespace {

constexpr int kLongDocument = 32'000;
// What is left for an answer that nobody has bounded.
constexpr int kLeastAnswer = 256;

bool HasImages(const ModelRequest& request) {
  return std::ranges::any_of(request.messages, [](const ModelMessage& m) {
    return std::ranges::any_of(m.parts, [](const ContentPart& part) {
      return part.image.has_value();
    });
  });
}

bool WantsThoughts(const ModelRequest& request) {
  return request.thinking != Thinking::kDefault &&
         request.thinking != Thinking::kOff;
}

// What a request needs of a model.
struct Needs {
  bool images = false;
  bool tools = false;
  bool thoughts = false;
  int prompt_tokens = 0;
  int tokens = 0;  // With the answer.
};

Needs NeedsOf(const ModelRequest& request) {
  Needs needs;
  needs.images = HasImages(request);
  needs.tools = !request.tools.empty();
  needs.thoughts = WantsThoughts(request);
  needs.prompt_tokens = EstimatePrompt(request);
  needs.tokens = needs.prompt_tokens +
                 request.max_tokens.value_or(
                     request.max_answer_tokens.value_or(kLeastAnswer));
  return needs;
}

// The gate that keeps `model` out; empty: none.
std::string_view GateOf(const ModelInfo& model, const Needs& needs,
                        const TaskRules& rules, bool external_allowed) {
  const Profile& profile = model.profile;
  // What the domain tier needs no consent for is said in config.h.
  if (model.tier != Tier::kDomain && !model.internal && !external_allowed) {
    return "CONSENT_MISSING";
  }
  const auto& allowed = rules.residency;
  if (!allowed.empty() &&
      std::ranges::find(allowed, profile.residency) == allowed.end()) {
    return "RESIDENCY";
  }
  if (needs.images && !profile.sees) return "BLIND";
  const int answer =
      std::min(needs.tokens - needs.prompt_tokens, profile.max_output_tokens);
  if (needs.prompt_tokens + answer > profile.context_tokens) return "CONTEXT";
  if (needs.tools && !profile.tools) return "NO_TOOLS";
  if (needs.thoughts && profile.thinking == ThinkingSwitch::kNone) {
    return "NO_REASONING";
  }
  return {};
}

std::string_view IllnessOf(const Health& health, Breaker::Time now) {
  if (health.rests(now)) return "RESTING";
  return health.breaker.open(now) ? "BREAKER_OPEN" : "";
}

struct Measured {
  double cost = 0;
  double latency = 0;
};

Measured Measure(const Fleet& fleet, const LanguageModel& model,
                 const Needs& needs) {
  Usage usage;
  usage.prompt_tokens = needs.prompt_tokens;
  usage.completion_tokens = needs.tokens - needs.prompt_tokens;
  return {static_cast<double>(CostMicroUsd(model.info().profile.prices, usage)),
          fleet.HealthOf(model).latency_ms()};
}

// What speaks for each: figures in shares of the worst.
void Score(const Fleet& fleet, const Needs& needs, const TaskRules& rules,
           std::vector<Considered*> taken) {
  Measured worst{1, 1};
  std::vector<Measured> all;
  for (const Considered* each : taken) {
    all.push_back(Measure(fleet, *each->model, needs));
    worst.cost = std::max(worst.cost, all.back().cost);
    worst.latency = std::max(worst.latency, all.back().latency);
  }
  for (std::size_t i = 0; i < taken.size(); ++i) {
    taken[i]->score = rules.quality * taken[i]->model->info().profile.quality -
                      rules.cost * all[i].cost / worst.cost -
                      rules.latency * all[i].latency / worst.latency;
  }
}

// Those taken first, the highest score first; what is alike stays in order.
void InOrder(std::vector<Considered>* considered) {
  std::map<std::tuple<bool, double, std::size_t>, Considered> ordered;
  for (std::size_t i = 0; i < considered->size(); ++i) {
    Considered& each = (*considered)[i];
    ordered.emplace(std::tuple(!each.taken, -each.score, i), std::move(each));
  }
  considered->clear();
  for (auto& [key, each] : ordered) considered->push_back(std::move(each));
}

// As a step of its own, or with those that it is like.
void AddTo(Plan* plan, LanguageModel* model) {
  const auto step = std::ranges::find_if(*plan, [&](const auto& each) {
    return AreAlike(each.front()->info(), model->info());
  });
  if (step == plan->end()) {
    plan->push_back({model});
  } else {
    step->push_back(model);
  }
}

}  // namespace

Plan PlanOf(const Fleet& fleet, Tier tier) {
  Plan plan;
  for (LanguageModel* const model : fleet.models()) {
    if (model->info().tier == tier) AddTo(&plan, model);
  }
  return plan;
}

void GoFirst(LanguageModel* model, Plan* plan) {
  for (auto step = plan->begin(); step != plan->end(); ++step) {
    if (std::erase(*step, model) == 0) continue;
    if (step->empty()) plan->erase(step);
    plan->insert(plan->begin(), {model});
    return;
  }
}

std::string_view TaskOf(const ModelRequest& request, std::string_view task) {
  if (HasImages(request)) return "vision";
  // No text has more tokens than bytes.
  if (MostPrompt(request) > kLongDocument &&
      EstimatePrompt(request) > kLongDocument) {
    return "long_document";
  }
  return WantsThoughts(request) ? "reasoning" : task;
}

Routed Route(const Fleet& fleet, const Plan& candidates,
             const ModelRequest& request, const TaskRules& rules,
             bool external_allowed) {
  const Needs needs = NeedsOf(request);
  const auto now = std::chrono::steady_clock::now();
  // Weights choose among all; without any, steps stay as they are.
  const bool weighs = rules.cost > 0 || rules.latency > 0 || rules.quality > 0;
  Routed routed;
  for (const auto& step : candidates) {
    std::vector<LanguageModel*> kept;
    for (LanguageModel* const model : step) {
      const auto gate = GateOf(model->info(), needs, rules, external_allowed);
      const auto illness = IllnessOf(fleet.HealthOf(*model), now);
      // One that is ill stays in the plan: it may be well when its turn comes.
      if (gate.empty()) kept.push_back(model);
      const std::string_view reason = !gate.empty()      ? gate
                                      : !illness.empty() ? illness
                                                         : "TAKEN";
      routed.considered.push_back({model, gate.empty(), std::string(reason)});
    }
    if (!kept.empty()) routed.plan.push_back(std::move(kept));
  }
  if (!weighs) return routed;
  std::vector<Considered*> taken;
  for (Considered& each : routed.considered) {
    if (each.taken) taken.push_back(&each);
  }
  Score(fleet, needs, rules, taken);
  InOrder(&routed.considered);
  routed.plan.clear();
  for (const Considered& each : routed.considered) {
    if (!each.taken) continue;
    AddTo(&routed.plan, fleet.Find(each.model->info().endpoint));
  }
  return routed;
}

}  // namespace aicc::inference
