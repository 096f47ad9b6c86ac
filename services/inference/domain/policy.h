#pragma once

#include <optional>
#include <vector>

#include "services/inference/domain/engine.h"
#include "services/inference/domain/features.h"

namespace aicc::inference {

// The pack's policies, ready to be matched. Immutable after construction.
class PolicyMatcher {
 public:
  explicit PolicyMatcher(const Pack& pack);

  // The first whose conditions all hold. An intent counts from a confidence of
  // kPolicyConfidence on.
  std::optional<PolicyMatch> Match(const Message& message,
                                   const Understanding& understood) const;

 private:
  struct Prepared {
    Policy policy;
    std::vector<Codes> substrings;  // Korean keywords, folded.
    std::vector<Codes> words;       // English ones, see phrases.h.
  };

  std::vector<Prepared> policies_;
};

// Less than what an answer needs: a policy is there to be careful.
inline constexpr double kPolicyConfidence = 0.5;

}  // namespace aicc::inference
