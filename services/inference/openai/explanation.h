#pragma once

#include <string>
#include <vector>

#include "services/inference/domain/decide.h"
#include "services/inference/domain/dispatch.h"
#include "services/inference/domain/routing.h"

namespace aicc::inference {

// Why who answered did, for whoever asks for it: as JSON, under `aicc` in an
// answer or beside its `error`.
//   {"candidates":[{"model":…,"taken":true,"reason":"TAKEN"}],"attempts":[…]}
// An answer by decision has `decision` instead of `attempts`.
class Explanation {
 public:
  void Consider(const std::vector<Considered>& considered);
  void Try(const std::vector<Attempt>& attempts);
  void Decide(const Decision& decision);

  std::string ToJson() const;

 private:
  std::vector<CandidateNote> candidates_;
  std::string attempts_ = "[]";  // JSON, like the next.
  std::string decision_;         // Empty: none.
};

}  // namespace aicc::inference
