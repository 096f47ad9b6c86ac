#include "services/inference/domain/policy.h"

#include <algorithm>

#include "services/inference/domain/phrases.h"

namespace aicc::inference {
namespace {

// Runs of spaces as one.
Codes Squeezed(CodesView text) {
  Codes squeezed;
  for (const char32_t c : text) {
    if (c != U' ' || !squeezed.ends_with(U' ')) squeezed += c;
  }
  return squeezed;
}

bool HoldsIntent(const Policy& policy, const Understanding& understood) {
  if (policy.intents.empty()) return true;
  if (understood.intents.empty()) return false;
  const IntentScore& top = understood.intents.front();
  return top.confidence >= kPolicyConfidence &&
         std::ranges::find(policy.intents, top.intent) != policy.intents.end();
}

bool HoldsMood(const Policy& policy, double sentiment) {
  if (!policy.mood) return true;
  const double strength =
      *policy.mood == Mood::kNegative ? -sentiment : sentiment;
  return strength >= policy.min_strength && strength > 0;
}

}  // namespace

PolicyMatcher::PolicyMatcher(const Pack& pack) {
  for (const Policy& policy : pack.policies) {
    Prepared prepared{policy, {}, {}};
    for (const auto& [locale, keywords] : policy.keywords) {
      for (const std::string& keyword : keywords) {
        if (locale == "en") {
          prepared.words.push_back(WordPhrase(keyword));
        } else {
          prepared.substrings.push_back(FoldText(keyword));
        }
      }
    }
    policies_.push_back(std::move(prepared));
  }
}

std::optional<PolicyMatch> PolicyMatcher::Match(
    const Message& message, const Understanding& understood) const {
  const Codes text = Squeezed(message.folded.text);
  const Codes words = LayOut(message).words;
  const auto holds_keyword = [&](const Prepared& prepared) {
    if (prepared.policy.keywords.empty()) return true;
    return std::ranges::any_of(
               prepared.substrings,
               [&](const Codes& k) { return text.find(k) != text.npos; }) ||
           std::ranges::any_of(prepared.words, [&](const Codes& k) {
             return words.find(k) != words.npos;
           });
  };
  for (const Prepared& prepared : policies_) {
    const Policy& policy = prepared.policy;
    if (!HoldsIntent(policy, understood) ||
        !HoldsMood(policy, understood.sentiment) || !holds_keyword(prepared)) {
      continue;
    }
    const auto found = policy.message.find(understood.locale);
    return PolicyMatch{policy.id, policy.queue, policy.reason,
                       found != policy.message.end()
                           ? found->second
                           : policy.message.begin()->second};
  }
  return {};
}

}  // namespace aicc::inference
