#include "services/inference/openai/explanation.h"

#include <utility>

#include "services/inference/domain/ledger.h"
#include "services/inference/serving/json_text.h"

namespace aicc::inference {
namespace {

std::string_view NameOf(Tier tier) {
  switch (tier) {
    case Tier::kDomain:
      return "DOMAIN";
    case Tier::kGeneral:
      return "GENERAL";
    case Tier::kHuman:
      break;
  }
  return "HUMAN";
}

void AppendText(std::string_view before, std::string_view text,
                std::string* json) {
  json->append(before);
  AppendJsonString(text, json);
}

}  // namespace

void Explanation::Consider(const std::vector<Considered>& considered) {
  for (const Considered& each : considered) {
    candidates_.push_back({each.model->info().name, each.taken, each.reason});
  }
}

void Explanation::Try(const std::vector<Attempt>& attempts) {
  attempts_ = inference::ToJson(attempts);
}

void Explanation::Decide(const Decision& decision) {
  candidates_ = decision.candidates;
  AppendText(R"({"tier":)", NameOf(decision.tier), &decision_);
  AppendText(R"(,"reason":)", decision.reason, &decision_);
  AppendText(R"(,"policy":)", decision.policy, &decision_);
  decision_ += R"(,"escalations":[)";
  std::string_view before;
  for (const Escalation& each : decision.escalations) {
    decision_ += std::exchange(before, ",");
    AppendText(R"({"from":)", NameOf(each.from), &decision_);
    AppendText(R"(,"to":)", NameOf(each.to), &decision_);
    AppendText(R"(,"reason":)", each.reason, &decision_);
    decision_ += "}";
  }
  decision_ += "]}";
}

std::string Explanation::ToJson() const {
  std::string json = R"({"candidates":[)";
  std::string_view before;
  for (const CandidateNote& each : candidates_) {
    json += std::exchange(before, ",");
    AppendText(R"({"model":)", each.model, &json);
    json += each.taken ? R"(,"taken":true)" : R"(,"taken":false)";
    AppendText(R"(,"reason":)", each.reason, &json);
    json += "}";
  }
  json += "]";
  return decision_.empty() ? json + R"(,"attempts":)" + attempts_ + "}"
                           : json + R"(,"decision":)" + decision_ + "}";
}

}  // namespace aicc::inference
