#include "services/inference/domain/trial.h"

#include <algorithm>
#include <utility>

#include "services/inference/domain/ask.h"
#include "services/inference/domain/tokens.h"

namespace aicc::inference {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Whoever said that its money is gone is left alone for so long.
constexpr std::chrono::seconds kSpentRest{60};

// What a server that did not count all would have counted, roughly.
void Estimate(const ModelRequest& request, std::size_t said, Usage* usage) {
  if (usage->prompt_tokens == 0) usage->prompt_tokens = EstimatePrompt(request);
  usage->completion_tokens =
      std::max(usage->completion_tokens, static_cast<int>(said / 3));
  usage->estimated = true;
}

}  // namespace

bool IsUseful(const ModelDelta& delta) {
  return delta.kind != ModelDelta::Kind::kThought &&
         (!delta.text.empty() || !delta.name.empty());
}

microseconds Since(steady_clock::time_point began) {
  return std::chrono::duration_cast<microseconds>(steady_clock::now() - began);
}

Admission::Admission(Health& health, bool alone) : breaker_(health.breaker) {
  const auto now = steady_clock::now();
  if (!health.rests(now)) ticket_ = breaker_.Admit(now, alone);
}

void Admission::Succeeded() {
  told_ = true;
  breaker_.Succeeded(ticket_, steady_clock::now());
}

void Admission::Failed() {
  told_ = true;
  breaker_.Failed(ticket_, steady_clock::now());
}

Trial::Trial(const CallContext& call, const Fleet& fleet, LanguageModel& model,
             const ModelRequest& request, Admission& admission,
             std::vector<Attempt>* attempts)
    : call_(call),
      model_(model),
      health_(fleet.HealthOf(model)),
      request_(request),
      admission_(admission),
      attempts_(attempts),
      payer_(call, fleet.budgets()) {}

// A caller who has left: what was asked and said is paid for all the same.
Trial::~Trial() {
  if (!begun_) return;
  if (!ended_) Abandon("CANCELLED");
  health_.End();
}

Task<bool> Trial::Begin() {
  const auto taken = co_await payer_.Take(model_.info(), request_);
  place_ = attempts_->size();
  if (!taken) {
    attempts_->push_back({&model_, taken.error().reason, 0, {}, false});
    co_return false;
  }
  attempts_->push_back({&model_, "CANCELLED"});
  began_ = steady_clock::now();
  begun_ = true;
  health_.Begin();
  co_return true;
}

Task<ModelResult> Trial::Ask(const DeltaSink& sink) {
  asked_ = true;
  const auto& bounded = payer_.bounded();
  return inference::Ask(call_, model_, bounded ? *bounded : request_, sink);
}

void Trial::Count(Usage* usage) const {
  if (usage->estimated) Estimate(request_, bytes_, usage);
}

void Trial::Note(const std::vector<ModelDelta>& deltas) {
  for (const ModelDelta& delta : deltas) bytes_ += delta.text.size();
  microseconds& first = attempt().first_token;
  if (first.count() == 0 && std::ranges::any_of(deltas, IsUseful)) {
    first = std::max(microseconds(1), Since(began_));
  }
}

void Trial::End(const ModelResult& result, bool blames) {
  ended_ = true;
  attempt().total = Since(began_);
  if (attempt().first_token.count() > 0) {
    health_.Answered(
        std::chrono::duration_cast<milliseconds>(attempt().first_token));
  }
  if (result) {
    EndWell(*result);
  } else {
    EndBadly(result.error(), blames);
  }
  payer_.Settle(model_.info(), attempt().usage);
}

void Trial::EndWell(const ModelReply& reply) {
  attempt().outcome = "OK";
  attempt().usage = reply.usage;
  attempt().waited = reply.waited;
  admission_.Succeeded();
  health_.Heard(reply.rates, steady_clock::now());
}

void Trial::EndBadly(const ModelFault& fault, bool blames) {
  attempt().outcome = FaultName(fault.kind);
  attempt().status = fault.status;
  attempt().detail = fault.detail;
  attempt().usage = fault.usage;
  attempt().waited = fault.waited;
  // A server that broke off in the middle, or worked until we lost patience,
  // has told us no count, but has one.
  const bool worked = bytes_ > 0 ||
                      fault.kind == FaultKind::kFirstTokenTimeout ||
                      fault.kind == FaultKind::kStalled ||
                      fault.kind == FaultKind::kTotalTimeout;
  // One that said all of what is of no use has told us.
  const bool told = fault.kind == FaultKind::kUnusable &&
                    fault.usage.completion_tokens > 0 && !fault.usage.estimated;
  if (worked && !told) Estimate(request_, bytes_, &attempt().usage);
  if (blames) admission_.Failed();
  const auto now = steady_clock::now();
  health_.Heard(fault.rates, now);
  if (fault.kind == FaultKind::kSpent) health_.Rest(now + kSpentRest);
  const bool asks_for_rest = fault.kind == FaultKind::kRateLimited ||
                             fault.kind == FaultKind::kServerError;
  if (asks_for_rest && fault.retry_after) {
    health_.Rest(now + *fault.retry_after);
  }
}

void Trial::Outrun(Time other_began) {
  // It would have taken at least so long.
  if (asked_) {
    health_.Answered(std::chrono::duration_cast<milliseconds>(Since(began_)));
  }
  if (other_began > began_) {
    attempt().waited =
        std::chrono::duration_cast<microseconds>(other_began - began_);
  }
  Abandon("OUTRUN");
}

void Trial::Abandon(std::string outcome) {
  ended_ = true;
  attempt().outcome = std::move(outcome);
  attempt().total = Since(began_);
  attempt().asked = asked_;
  if (asked_) Estimate(request_, bytes_, &attempt().usage);
  payer_.Settle(model_.info(), attempt().usage);
}

}  // namespace aicc::inference
