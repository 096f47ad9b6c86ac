#include "services/inference/domain/dispatch.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/pause.h"
#include "services/inference/domain/ask.h"
#include "services/inference/domain/payer.h"
#include "services/inference/domain/retry.h"
#include "services/inference/domain/splice.h"
#include "services/inference/domain/tokens.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Whoever said that its money is gone is left alone for so long.
constexpr std::chrono::seconds kSpentRest{60};
// And nobody is for longer, whatever they say.
constexpr std::chrono::minutes kLongestRest{5};

constexpr std::string_view kGoOn =
    "Your answer above broke off. Repeat its last words exactly as they stand "
    "here, and then go on from there to its end, without any preamble. "
    "The last words: ";

microseconds Since(steady_clock::time_point began) {
  return std::chrono::duration_cast<microseconds>(steady_clock::now() - began);
}

// What a server that did not count would have counted, roughly.
void Estimate(const ModelRequest& request, std::size_t said, Usage* usage) {
  usage->prompt_tokens = EstimatePrompt(request);
  usage->completion_tokens = static_cast<int>(said / 3);
}

bool IsUseful(const ModelDelta& delta) {
  return delta.kind != Kind::kThought &&
         (!delta.text.empty() || !delta.name.empty());
}

// Leave to ask a model, given back whatever happens.
class Admission {
 public:
  Admission(Breaker& breaker, Breaker::Ticket ticket)
      : breaker_(breaker), ticket_(ticket) {}
  ~Admission() {
    if (!told_) breaker_.Nothing(ticket_);
  }
  Admission(const Admission&) = delete;
  Admission& operator=(const Admission&) = delete;

  bool granted() const { return ticket_.permit != Breaker::Permit::kNo; }
  bool probes() const { return ticket_.permit == Breaker::Permit::kProbe; }
  void Succeeded() {
    told_ = true;
    breaker_.Succeeded(ticket_, steady_clock::now());
  }
  void Failed() {
    told_ = true;
    breaker_.Failed(ticket_, steady_clock::now());
  }

 private:
  Breaker& breaker_;
  const Breaker::Ticket ticket_;
  bool told_ = false;
};

// One request, from the first model asked to the last.
class Run {
 public:
  Run(const CallContext& call, const Fleet& fleet, const Plan& plan,
      const ModelRequest& request, const AnswerSink& sink)
      : call_(call),
        fleet_(fleet),
        request_(request),
        sink_(sink),
        payer_(call, fleet.budgets()) {
    for (const auto& step : plan) {
      for (LanguageModel* model : Balanced(step)) order_.push_back(model);
    }
  }

  ~Run() {
    if (!ended_ && sink_.abandoned) sink_.abandoned(done_);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Task<Dispatched> Go();

 private:
  std::vector<LanguageModel*> Balanced(
      const std::vector<LanguageModel*>& step) const;
  Task<bool> AskInTurn();
  Task<bool> AskUntilSettled(LanguageModel& model, bool others);
  Task<ModelResult> AskOnce(LanguageModel& model, const ModelRequest& request,
                            Admission& admission);
  Task<bool> Take(std::vector<ModelDelta> deltas);
  std::vector<ModelDelta> Spliced(std::vector<ModelDelta> deltas);
  Task<bool> Flush();
  Task<void> TakeBack();
  Admission Admit(LanguageModel& model) const;
  bool Skip(LanguageModel& model, const Admission& admission);
  Task<bool> Afford(LanguageModel& model, const ModelRequest& request);
  void Abandon();
  void Learn(LanguageModel& model, const ModelResult& result,
             Admission& admission);
  Task<bool> Continue();
  Task<bool> ContinueWith(LanguageModel& model);
  ModelRequest Continuation(bool prefill) const;
  bool CanContinue() const;
  void Settle(LanguageModel& model, ModelResult result);

  const CallContext& call_;
  const Fleet& fleet_;
  const ModelRequest& request_;
  const AnswerSink& sink_;
  std::vector<LanguageModel*> order_;

  Dispatched done_{std::unexpected(
      ModelFault{FaultKind::kNotAsked, 0, "models_left_alone"})};
  std::string said_;     // The text that the reader has seen.
  bool called_ = false;  // They have seen the call of a tool.
  bool left_ = false;    // They want no more.
  std::optional<Splice> splice_;
  bool misfit_ = false;
  bool ended_ = false;
  std::set<const LanguageModel*> blamed_;  // For a failure.
  const steady_clock::time_point run_began_ = steady_clock::now();
  Payer payer_;
  // Of the present attempt.
  steady_clock::time_point began_{};
  std::size_t bytes_ = 0;
};

// Who has the least to do goes first, the others stand by.
std::vector<LanguageModel*> Run::Balanced(
    const std::vector<LanguageModel*>& step) const {
  if (step.size() < 2) return step;
  std::multimap<double, LanguageModel*> by_load;
  for (LanguageModel* const model : step) {
    by_load.emplace(fleet_.HealthOf(*model).Load(), model);
  }
  std::vector<LanguageModel*> balanced;
  for (const auto& [load, model] : by_load) balanced.push_back(model);
  return balanced;
}

Task<Dispatched> Run::Go() {
  const bool settled = co_await AskInTurn();
  if (!settled && CanContinue()) co_await Continue();
  ended_ = true;
  co_return std::move(done_);
}

// True if there is nothing more to be done.
Task<bool> Run::AskInTurn() {
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (co_await AskUntilSettled(*order_[i], i + 1 < order_.size())) {
      co_return true;
    }
    if (!said_.empty() || called_) co_return false;
  }
  co_return done_.result.has_value();
}

// Asks one model, and asks it again. True if there is nothing more to be done.
Task<bool> Run::AskUntilSettled(LanguageModel& model, bool others) {
  for (int asked = 1;; ++asked) {
    Admission admission = Admit(model);
    if (Skip(model, admission)) co_return false;
    const ModelResult result = co_await AskOnce(model, request_, admission);
    if (!done_.attempts.back().asked) {
      if (done_.result.error().kind == FaultKind::kNotAsked) {
        done_.result = result;
      }
      co_return false;
    }
    if (result || left_) {
      Settle(model, result);
      co_return true;
    }
    const ModelFault& fault = result.error();
    if (done_.result.error().kind == FaultKind::kNotAsked) {
      done_.result = result;
    }
    if (!MayFallBack(fault)) co_return true;
    // Whoever has seen a beginning should not see the same one again and again.
    if (!said_.empty() || called_) {
      co_await TakeBack();
      co_return false;
    }
    const auto wait = admission.probes() && others
                          ? std::nullopt
                          : RetryAfter(fault, asked, others);
    if (!wait || steady_clock::now() + *wait > call_.deadline()) {
      co_return false;
    }
    co_await Pause(*wait);
    done_.rested += *wait;
  }
}

Admission Run::Admit(LanguageModel& model) const {
  Health& health = fleet_.HealthOf(model);
  const auto now = steady_clock::now();
  Breaker::Ticket ticket;
  if (!health.rests(now)) {
    ticket = health.breaker.Admit(now, order_.size() == 1);
  }
  return Admission(health.breaker, ticket);
}

// Notes who was left alone, and why.
bool Run::Skip(LanguageModel& model, const Admission& admission) {
  if (admission.granted()) return false;
  const bool rests = fleet_.HealthOf(model).rests(steady_clock::now());
  done_.attempts.push_back(
      {&model, rests ? "RESTING" : "BREAKER_OPEN", 0, false});
  return true;
}

// False, noted as an attempt, if a budget has less left than it may cost.
Task<bool> Run::Afford(LanguageModel& model, const ModelRequest& request) {
  const auto taken = co_await payer_.Take(model.info(), request);
  if (taken) co_return true;
  done_.attempts.push_back({&model, taken.error().reason, 0, false});
  co_return false;
}

Task<ModelResult> Run::AskOnce(LanguageModel& model,
                               const ModelRequest& request,
                               Admission& admission) {
  struct Work {  // Ends even if the call is cancelled.
    Work(Run& r, Health& h) : run(r), health(h) { health.Begin(); }
    ~Work() {
      if (!told) run.Abandon();
      health.End();
    }
    Run& run;
    Health& health;
    bool told = false;
  };
  if (!co_await Afford(model, request)) {
    const bool spent = done_.attempts.back().outcome == "BUDGET_SPENT";
    co_return std::unexpected(ModelFault{
        FaultKind::kNotAsked, 0, spent ? "budget_spent" : "budgets_unknown"});
  }
  began_ = steady_clock::now();
  bytes_ = 0;
  done_.attempts.push_back({&model, "CANCELLED"});
  Work work(*this, fleet_.HealthOf(model));
  if (sink_.speaks) sink_.speaks(model);
  const DeltaSink take = [this](std::vector<ModelDelta> deltas) {
    return Take(std::move(deltas));
  };
  ModelResult result = co_await Ask(
      call_, model, payer_.bounded() ? *payer_.bounded() : request, take);
  if (result && result->usage.estimated) {
    Estimate(request, bytes_, &result->usage);
  }
  if (result && !co_await Flush()) result->finish = Finish::kLeft;
  if (misfit_) {
    ModelFault fault{FaultKind::kUnusable, 0, "no_continuation"};
    if (result) fault.usage = result->usage;
    result = std::unexpected(std::move(fault));
  }
  work.told = true;
  Learn(model, result, admission);
  co_return result;
}

// The caller has left: what was asked and said is paid for all the same.
void Run::Abandon() {
  Attempt& attempt = done_.attempts.back();
  Estimate(request_, bytes_, &attempt.usage);
  attempt.usage.estimated = true;
  payer_.Settle(attempt.model->info(), attempt.usage);
}

// What an attempt says of the model, and for the record.
void Run::Learn(LanguageModel& model, const ModelResult& result,
                Admission& admission) {
  Health& health = fleet_.HealthOf(model);
  const auto now = steady_clock::now();
  Attempt& attempt = done_.attempts.back();
  attempt.total = Since(began_);
  if (attempt.first_token.count() > 0) {
    health.Answered(
        std::chrono::duration_cast<milliseconds>(attempt.first_token));
  }
  if (result) {
    attempt.outcome = "OK";
    attempt.usage = result->usage;
    attempt.waited = result->waited;
    payer_.Settle(model.info(), attempt.usage);
    admission.Succeeded();
    return;
  }
  const ModelFault& fault = result.error();
  attempt.outcome = FaultName(fault.kind);
  attempt.status = fault.status;
  attempt.usage = fault.usage;
  attempt.waited = fault.waited;
  // A server that broke off in the middle has counted nothing, and will.
  if (fault.usage == Usage() && bytes_ > 0) {
    Estimate(request_, bytes_, &attempt.usage);
    attempt.usage.estimated = true;
  }
  payer_.Settle(model.info(), attempt.usage);
  // One request is one failure, however often it was tried.
  if (IsUnhealthy(fault) && blamed_.insert(&model).second) admission.Failed();
  if (fault.kind == FaultKind::kSpent) health.Rest(now + kSpentRest);
  const bool asks_for_rest = fault.kind == FaultKind::kRateLimited ||
                             fault.kind == FaultKind::kServerError;
  if (asks_for_rest && fault.retry_after) {
    health.Rest(now + std::min<milliseconds>(*fault.retry_after, kLongestRest));
  }
}

Task<bool> Run::Take(std::vector<ModelDelta> deltas) {
  for (const ModelDelta& delta : deltas) bytes_ += delta.text.size();
  if (splice_) deltas = Spliced(std::move(deltas));
  if (misfit_) co_return false;
  for (const ModelDelta& delta : deltas) {
    Attempt& attempt = done_.attempts.back();
    if (IsUseful(delta) && attempt.first_token.count() == 0) {
      attempt.first_token = std::max(microseconds(1), Since(began_));
      if (done_.first_token.count() == 0) {
        done_.first_token = std::max(microseconds(1), Since(run_began_));
      }
    }
    if (delta.kind == Kind::kText) said_ += delta.text;
    if (delta.kind == Kind::kToolCall) called_ = true;
  }
  if (deltas.empty()) co_return true;
  left_ = !co_await sink_.take(std::move(deltas));
  co_return !left_;
}

// Lets through what is new. Calls of tools are no part of a text that goes on.
std::vector<ModelDelta> Run::Spliced(std::vector<ModelDelta> deltas) {
  std::vector<ModelDelta> spliced;
  for (ModelDelta& delta : deltas) {
    if (delta.kind == Kind::kThought) continue;
    auto rest = splice_->Feed(delta.text);
    if (delta.kind == Kind::kToolCall || !rest) {
      misfit_ = true;
      return {};
    }
    if (rest->empty()) continue;
    delta.text = *std::move(rest);
    spliced.push_back(std::move(delta));
  }
  return spliced;
}

// The rest of what was held back; false if the reader wants no more.
Task<bool> Run::Flush() {
  if (!splice_ || misfit_ || left_) co_return !left_;
  auto rest = splice_->Finish();
  misfit_ = !rest;
  if (!rest || rest->empty()) co_return true;
  said_ += *rest;
  std::vector<ModelDelta> deltas;
  deltas.push_back({Kind::kText, *std::move(rest)});
  left_ = !co_await sink_.take(std::move(deltas));
  co_return !left_;
}

Task<void> Run::TakeBack() {
  if (!sink_.restart || (said_.empty() && !called_)) co_return;
  co_await sink_.restart();
  said_.clear();
  called_ = false;
}

void Run::Settle(LanguageModel& model, ModelResult result) {
  done_.result = std::move(result);
  done_.model = &model;
}

// Half of a call, or of JSON, is of no use to another model, and what should
// never have been shown to none.
bool Run::CanContinue() const {
  return !said_.empty() && !called_ && !left_ && !done_.result &&
         done_.attempts.back().outcome != FaultName(FaultKind::kUnusable) &&
         request_.json_schema.empty() && !request_.json;
}

// Has the others finish what one began, and then the one itself once more.
Task<bool> Run::Continue() {
  const auto broke = std::ranges::find(order_, done_.attempts.back().model);
  std::vector<LanguageModel*> others(broke + 1, order_.end());
  others.push_back(*broke);
  for (LanguageModel* model : others) {
    if (co_await ContinueWith(*model)) co_return true;
    if (left_) co_return true;
  }
  co_return false;
}

Task<bool> Run::ContinueWith(LanguageModel& model) {
  const bool can = model.info().profile.prefill != Prefill::kNone;
  for (const bool prefill : {true, false}) {
    if (prefill && !can) continue;
    Admission admission = Admit(model);
    if (Skip(model, admission)) co_return false;
    misfit_ = false;
    splice_.emplace(said_, prefill);
    const ModelRequest rest = Continuation(prefill);
    const ModelResult result = co_await AskOnce(model, rest, admission);
    if (result || left_) {
      Settle(model, result);
      done_.continued = true;
      co_return true;
    }
    // Only what says that it does not take a beginning is asked without one.
    if (result.error().kind != FaultKind::kBadRequest) co_return false;
  }
  co_return false;
}

ModelRequest Run::Continuation(bool prefill) const {
  ModelRequest request = request_;
  request.messages.push_back({ModelMessage::Role::kAssistant, said_});
  if (prefill) {
    request.prefill = true;
    return request;
  }
  request.messages.push_back(
      {ModelMessage::Role::kUser,
       std::string(kGoOn) + std::string(LastWords(said_))});
  return request;
}

}  // namespace

Task<Dispatched> Dispatch(const CallContext& call, const Fleet& fleet,
                          const Plan& plan, const ModelRequest& request,
                          const AnswerSink& sink) {
  Run run(call, fleet, plan, request, sink);
  co_return co_await run.Go();
}

}  // namespace aicc::inference
