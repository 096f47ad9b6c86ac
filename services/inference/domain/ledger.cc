#include "services/inference/domain/ledger.h"

#include <utility>

#include "common/uuid.h"

namespace aicc::inference {
namespace {

using std::chrono::microseconds;

std::string_view OutcomeOf(const ModelResult& result) {
  if (!result) return FaultName(result.error().kind);
  switch (result->finish) {
    case Finish::kLength:
      return "LENGTH";
    case Finish::kFiltered:
      return "FILTERED";
    case Finish::kLeft:
      return "LEFT";
    case Finish::kStop:
    case Finish::kToolCalls:
      break;
  }
  return "OK";
}

// Names of endpoints and outcomes need no escapes; a server's model may.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) quoted += c;
  }
  return quoted + '"';
}

std::string ToJson(const Attempt& attempt) {
  const auto number = [](const char* key, std::int64_t value) {
    return std::string(",\"") + key + "\":" + std::to_string(value);
  };
  return "{\"model\":" + Quoted(attempt.model->info().name) +
         ",\"outcome\":" + Quoted(attempt.outcome) +
         number("status", attempt.status) +
         (attempt.detail.empty() ? ""
                                 : ",\"detail\":" + Quoted(attempt.detail)) +
         number("prompt_tokens", attempt.usage.prompt_tokens) +
         number("completion_tokens", attempt.usage.completion_tokens) +
         (attempt.usage.estimated ? ",\"estimated\":true" : "") +
         number("first_token_us", attempt.first_token.count()) +
         number("total_us", attempt.total.count()) + "}";
}

}  // namespace

std::string ToJson(const std::vector<Attempt>& attempts) {
  std::string json = "[";
  for (const Attempt& attempt : attempts) {
    json += (json.size() > 1 ? "," : "") + ToJson(attempt);
  }
  return json + "]";
}

microseconds OverheadOf(const Dispatched& dispatched,
                        std::chrono::steady_clock::time_point began) {
  microseconds ours = std::chrono::duration_cast<microseconds>(
      std::chrono::steady_clock::now() - began - dispatched.rested);
  for (const Attempt& attempt : dispatched.attempts) ours -= attempt.waited;
  return std::max(microseconds(0), ours);
}

LedgerRow RowOf(const Dispatched& dispatched, const ModelRequest& request,
                std::chrono::steady_clock::time_point began) {
  LedgerRow row;
  row.call_id = NewUuid();
  row.create_time = SystemClock().Now();
  row.asked = request.route;
  row.outcome = OutcomeOf(dispatched.result);
  if (dispatched.model != nullptr) {
    const ModelInfo& info = dispatched.model->info();
    row.model = info.name;
    row.tier = info.tier == Tier::kDomain ? "DOMAIN" : "GENERAL";
  }
  for (const Attempt& attempt : dispatched.attempts) {
    row.usage += attempt.usage;
    row.cost_micro_usd +=
        CostMicroUsd(attempt.model->info().profile.prices, attempt.usage);
  }
  row.attempts = ToJson(dispatched.attempts);
  row.first_token = dispatched.first_token;
  row.total = std::chrono::duration_cast<microseconds>(
      std::chrono::steady_clock::now() - began);
  row.overhead = OverheadOf(dispatched, began);
  return row;
}

}  // namespace aicc::inference
