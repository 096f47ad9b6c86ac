#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/engine.h"
#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// One thing that was measured to decide who answers.
struct Signal {
  std::string name;
  double value = 0;
  std::optional<double> threshold;  // Absent if it was only recorded.
  bool tripped = false;             // It alone forbids the tier.

  friend bool operator==(const Signal&, const Signal&) = default;
};

// Why one tier did not answer. Reasons are those of Escalation in answer.proto.
struct Escalation {
  Tier from = Tier::kDomain;
  Tier to = Tier::kHuman;
  std::string reason;

  friend bool operator==(const Escalation&, const Escalation&) = default;
};

// A served model that might have answered, and why it was or was not asked; see
// Considered in routing.h.
struct CandidateNote {
  std::string model;
  bool taken = false;
  std::string reason;

  friend bool operator==(const CandidateNote&, const CandidateNote&) = default;
};

// See DecisionRecord in answer.proto.
struct Decision {
  Tier tier = Tier::kHuman;
  std::string model;
  std::string reason;
  std::optional<double> confidence;
  std::string intent;
  std::vector<Signal> signals;
  std::vector<Escalation> escalations;
  std::string policy;
  // The served models that were thought of, in the order of being asked.
  std::vector<CandidateNote> candidates;
  int prompt_tokens = 0;
  int completion_tokens = 0;
  std::int64_t cost_micro_usd = 0;
  std::chrono::microseconds first_token{0};
  std::chrono::microseconds total{0};
};

// What each signal is held against. The first three come with the pack, which
// calibrates them on held-out examples, unless the configuration says
// otherwise.
struct Limits {
  double out_of_scope = 1;       // Above it: OUT_OF_SCOPE.
  double confidence = 0;         // Of the answer; below: LOW_CONFIDENCE.
  double retrieval = 0;          // Below it: NO_DOCUMENT.
  double grounded_share = 0.55;  // Below it in any sentence: NOT_GROUNDED.
};

// What is known of a customer's message before a served model is asked.
struct TurnFacts {
  Understanding understood;
  std::optional<PolicyMatch> policy;
  bool meaningless = false;  // See turn_text.h.
  bool asked_again = false;  // See turn_text.h.
  DomainAnswer domain;       // Not looked at if one of the above holds.
  // A served domain model writes from passages, and needs no composed text.
  bool served_domain = false;
};

// What may be done with a message.
enum class Move {
  kAnswer,     // The domain model answers.
  kSmallTalk,  // The pack's fixed reply.
  kClarify,    // The pack asks what was meant.
  kNextTier,   // The domain model must not answer; see `reason`.
  kHuman,      // No model may answer; see `reason`.
};

struct Verdict {
  Move move = Move::kHuman;
  std::string reason;  // An escalation's; empty for the first three.
  std::vector<Signal> signals;
};

// The gates of the domain tier, in the order of cost. A pure function.
Verdict Judge(const TurnFacts& facts, const Limits& limits);

// Which general models there are for a contact.
struct GeneralTier {
  bool configured = false;
  bool allowed = false;  // At least one may see the customer's text.
};

// The escalations that follow when the domain tier is passed over for `reason`,
// a kNextTier one. The last one says who is next. A tier that is not configured
// is not mentioned: `reason` stays the reason why a human is needed.
std::vector<Escalation> PassDomain(std::string_view reason,
                                   const GeneralTier& general);

// For people, without a customer's words.
std::string_view Explain(std::string_view reason);

}  // namespace aicc::inference
