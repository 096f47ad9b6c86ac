#include "services/inference/domain/decide.h"

#include <algorithm>
#include <utility>

namespace aicc::inference {
namespace {

constexpr std::pair<std::string_view, std::string_view> kExplanations[] = {
    {"OUT_OF_SCOPE", "The question is outside what this business answers."},
    {"LOW_CONFIDENCE", "It is not sure enough that its answer would be right."},
    {"NO_DOCUMENT", "No document answers the question."},
    {"CUSTOMER_ASKED", "The customer asked for a person."},
    {"CUSTOMER_ASKED_AGAIN",
     "The customer asked the same again: the answer did not help."},
    {"MODEL_FAILED", "The model did not give a whole answer."},
    {"MODEL_NOT_CONFIGURED", "There is no model for this."},
    {"CONSENT_MISSING",
     "The customer has not agreed that an outside model reads the text."},
    {"MODEL_CHOSEN", "Another model was chosen by its name."},
    {"NOT_GROUNDED", "The model said what the documents do not support."},
};

Verdict Human(std::string reason, std::vector<Signal> signals) {
  return {Move::kHuman, std::move(reason), std::move(signals)};
}

Signal AtLeast(std::string name, double value, double threshold) {
  return {std::move(name), value, threshold, value < threshold};
}

double TopConfidence(const Understanding& understood) {
  return understood.intents.empty() ? 0 : understood.intents.front().confidence;
}

// What is measured on the message alone.
std::vector<Signal> MessageSignals(const TurnFacts& facts,
                                   const Limits& limits) {
  const Understanding& understood = facts.understood;
  const bool outside = understood.out_of_scope ||
                       understood.out_of_scope_score > limits.out_of_scope;
  return {
      {"negative_sentiment", std::max(0.0, -understood.sentiment), {}, false},
      {"out_of_scope", understood.out_of_scope_score, limits.out_of_scope,
       outside},
      {"intent_confidence", TopConfidence(understood), {}, false},
  };
}

bool HasDocument(const TurnFacts& facts) {
  return facts.served_domain ? !facts.domain.passages.empty()
                             : !facts.domain.text.empty();
}

}  // namespace

Verdict Judge(const TurnFacts& facts, const Limits& limits) {
  std::vector<Signal> signals = MessageSignals(facts, limits);
  const bool outside = signals[1].tripped;

  if (facts.policy) return Human(facts.policy->reason, std::move(signals));
  if (facts.understood.wants_human) {
    return Human("CUSTOMER_ASKED", std::move(signals));
  }
  if (facts.meaningless) return {Move::kClarify, {}, std::move(signals)};
  if (facts.domain.small_talk) {
    return {Move::kSmallTalk, {}, std::move(signals)};
  }

  signals.push_back(
      {"asked_again", facts.asked_again ? 1.0 : 0.0, 1.0, facts.asked_again});
  signals.push_back(
      AtLeast("answer_confidence", facts.domain.confidence, limits.confidence));
  const bool unsure = signals.back().tripped;
  signals.push_back(AtLeast("retrieval_score", facts.domain.retrieval_score,
                            limits.retrieval));
  const bool unanswered = signals.back().tripped || !HasDocument(facts);
  signals.push_back(
      {"retrieval_margin", facts.domain.retrieval_margin, {}, false});

  const auto next_tier = [&](std::string reason) {
    return Verdict{Move::kNextTier, std::move(reason), std::move(signals)};
  };
  if (outside) return next_tier("OUT_OF_SCOPE");
  if (facts.asked_again) return next_tier("CUSTOMER_ASKED_AGAIN");
  if (unanswered) return next_tier("NO_DOCUMENT");
  if (unsure) return next_tier("LOW_CONFIDENCE");
  return {Move::kAnswer, {}, std::move(signals)};
}

std::vector<Escalation> PassDomain(std::string_view reason,
                                   const GeneralTier& general) {
  const std::string why(reason);
  if (!general.configured) return {{Tier::kDomain, Tier::kHuman, why}};
  if (general.allowed) return {{Tier::kDomain, Tier::kGeneral, why}};
  return {{Tier::kDomain, Tier::kGeneral, why},
          {Tier::kGeneral, Tier::kHuman, "CONSENT_MISSING"}};
}

std::string_view Explain(std::string_view reason) {
  for (const auto& [name, text] : kExplanations) {
    if (name == reason) return text;
  }
  return reason.starts_with("POLICY_")
             ? "A policy of the business demands a person."
             : "";
}

}  // namespace aicc::inference
