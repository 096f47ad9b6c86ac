#include "services/inference/domain/dispatch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/pause.h"
#include "common/side_by_side.h"
#include "services/inference/domain/answer_reader.h"
#include "services/inference/domain/retry.h"
#include "services/inference/domain/trial.h"

namespace aicc::inference {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::string_view kGoOn =
    "Your answer above broke off. Repeat its last words exactly as they stand "
    "here, and then go on from there to its end, without any preamble. "
    "The last words: ";

// A limit of the request's own is one of all attempts together.
CallContext::Deadline DeadlineOf(const CallContext& call,
                                 const ModelRequest& request) {
  if (!request.limits.total) return call.deadline();
  return std::min(call.deadline(), steady_clock::now() + *request.limits.total);
}

// What came of asking once.
struct Asked {
  ModelResult result;
  LanguageModel* model;  // Whose result it is.
  bool asked = true;     // False: a budget was in the way.
};

// One request, from the first model asked to the last: in one class, as what
// may come next depends on all that has come before.
class Run {
 public:
  Run(const CallContext& call, const Fleet& fleet, const Plan& plan,
      const ModelRequest& request, const AnswerSink& sink)
      : call_(call, DeadlineOf(call, request)),
        fleet_(fleet),
        plan_(plan),
        request_(request),
        sink_(sink),
        reader_(sink) {
    for (const auto& step : plan) {
      for (LanguageModel* model : Balanced(step)) order_.push_back(model);
    }
    fleet.hedges().Earn();
  }

  ~Run() {
    if (!ended_ && sink_.abandoned) sink_.abandoned(done_);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Asks. True if there is nothing more to be done.
  Task<bool> AskInTurn();
  // Has the others finish what one began, and then the one itself once more.
  Task<bool> Continue();
  bool CanContinue() const;
  Dispatched End();

 private:
  // Two models alike that are asked the same.
  struct Race {
    explicit Race(Trial& t) : first(t) {}

    SideBySide sides;
    Trial& first;
    std::optional<Admission> leave;  // To ask the second.
    std::optional<Trial> second;     // Once it is asked.
    std::optional<ModelResult> first_result;
    std::optional<ModelResult> second_result;
    Trial* heard = nullptr;  // Who has said something useful first.
    bool begins = false;     // The second does.
  };

  std::vector<LanguageModel*> Balanced(
      const std::vector<LanguageModel*>& step) const;
  Task<bool> AskUntilSettled(LanguageModel& model, bool others);
  bool IsAlone() const { return order_.size() == 1; }
  bool IsLate() const { return steady_clock::now() >= call_.deadline(); }
  Task<void> WaitOutRest(LanguageModel& model);
  bool Skip(LanguageModel& model, const Admission& admission);
  Task<Asked> AskOnce(LanguageModel& model, const ModelRequest& request,
                      Admission& admission);
  Task<ModelResult> Hear(Trial& trial);
  void Close(Trial& trial, ModelResult* result);
  Task<bool> Take(Trial& trial, std::vector<ModelDelta> deltas);
  LanguageModel* SecondOf(const LanguageModel& model) const;
  Task<Asked> AskEither(Trial& first, LanguageModel& second);
  Task<void> RaceFirst(Race& race);
  Task<void> RaceSecond(Race& race, LanguageModel& second);
  Task<ModelResult> HearIn(Race& race, Trial& trial);
  Task<bool> TakeIn(Race& race, Trial& trial, std::vector<ModelDelta> deltas);
  void Win(Race& race, Trial& trial);
  Task<bool> ContinueWith(LanguageModel& model);
  ModelRequest Continuation(bool prefill) const;
  void Settle(LanguageModel& model, ModelResult result);

  const CallContext call_;  // Until the request's own limit.
  const Fleet& fleet_;
  const Plan& plan_;
  const ModelRequest& request_;
  const AnswerSink& sink_;
  AnswerReader reader_;
  std::vector<LanguageModel*> order_;

  Dispatched done_{std::unexpected(
      ModelFault{FaultKind::kNotAsked, 0, "models_left_alone"})};
  bool ended_ = false;
  std::set<const LanguageModel*> blamed_;  // For a failure.
  std::set<const LanguageModel*> raced_;   // As the second of two.
  // Who failed last, and whether by what should never have been shown.
  LanguageModel* broke_ = nullptr;
  bool unusable_ = false;
  bool too_long_ = false;
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

Dispatched Run::End() {
  ended_ = true;
  done_.first_token = reader_.first_token();
  return std::move(done_);
}

Task<bool> Run::AskInTurn() {
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (raced_.contains(order_[i])) continue;
    if (co_await AskUntilSettled(*order_[i], i + 1 < order_.size())) {
      co_return true;
    }
    if (reader_.has_seen() || IsLate()) co_return false;
  }
  co_return done_.result.has_value();
}

// Asks one model, and asks it again. True if there is nothing more to be done.
Task<bool> Run::AskUntilSettled(LanguageModel& model, bool others) {
  for (int times = 1;; ++times) {
    if (IsAlone()) co_await WaitOutRest(model);
    Admission admission(fleet_.HealthOf(model), IsAlone());
    if (Skip(model, admission)) co_return false;
    const auto began = steady_clock::now();
    Asked asked = co_await AskOnce(model, request_, admission);
    const ModelResult& result = asked.result;
    if (result || reader_.left()) {
      Settle(*asked.model, std::move(asked.result));
      co_return true;
    }
    if (done_.result.error().kind == FaultKind::kNotAsked) {
      done_.result = result;
    }
    if (!asked.asked) co_return false;
    const ModelFault& fault = result.error();
    broke_ = asked.model;
    unusable_ = fault.kind == FaultKind::kUnusable;
    too_long_ = fault.kind == FaultKind::kTotalTimeout ||
                fault.kind == FaultKind::kTooLarge;
    if (!MayFallBack(fault)) co_return true;
    // Whoever has seen a beginning should not see the same one again and again.
    if (reader_.has_seen()) {
      co_await reader_.TakeBack();
      co_return false;
    }
    const auto wait =
        admission.probes() && others
            ? std::nullopt
            : RetryAfter(
                  fault, times, others,
                  std::chrono::duration_cast<milliseconds>(Since(began)));
    if (!wait || steady_clock::now() + *wait > call_.deadline()) {
      co_return false;
    }
    co_await Pause(*wait);
    done_.rested += *wait;
  }
}

// Where there is nobody else, a short rest is waited for.
Task<void> Run::WaitOutRest(LanguageModel& model) {
  const auto rest = fleet_.HealthOf(model).rest_left(steady_clock::now());
  if (rest <= milliseconds(0) || rest > kPatience ||
      steady_clock::now() + rest > call_.deadline()) {
    co_return;
  }
  co_await Pause(rest);
  done_.rested += rest;
}

// Notes who was left alone, and why.
bool Run::Skip(LanguageModel& model, const Admission& admission) {
  if (admission.granted()) return false;
  const auto rest = fleet_.HealthOf(model).rest_left(steady_clock::now());
  const bool rests = rest > milliseconds(0);
  done_.attempts.push_back(
      {&model, rests ? "RESTING" : "BREAKER_OPEN", 0, {}, false});
  if (!done_.result && done_.result.error().kind == FaultKind::kNotAsked) {
    // The caller may come back when the first of them does.
    auto& after = done_.result.error().retry_after;
    if (rests) after = std::min(rest, after.value_or(rest));
  }
  return true;
}

Task<Asked> Run::AskOnce(LanguageModel& model, const ModelRequest& request,
                         Admission& admission) {
  Trial trial(call_, fleet_, model, request, admission, &done_.attempts);
  if (!co_await trial.Begin()) {
    const bool spent = done_.attempts.back().outcome == "BUDGET_SPENT";
    co_return Asked{
        std::unexpected(ModelFault{FaultKind::kNotAsked, 0,
                                   spent ? "budget_spent" : "budgets_unknown"}),
        &model, false};
  }
  if (sink_.speaks) sink_.speaks(model);
  LanguageModel* const second =
      &request == &request_ ? SecondOf(model) : nullptr;
  if (second != nullptr) co_return co_await AskEither(trial, *second);
  co_return Asked{co_await Hear(trial), &model};
}

Task<ModelResult> Run::Hear(Trial& trial) {
  const DeltaSink take = [this, &trial](std::vector<ModelDelta> deltas) {
    return Take(trial, std::move(deltas));
  };
  ModelResult result = co_await trial.Ask(take);
  if (result && !co_await reader_.Flush()) result->finish = Finish::kLeft;
  Close(trial, &result);
  co_return result;
}

Task<bool> Run::Take(Trial& trial, std::vector<ModelDelta> deltas) {
  trial.Note(deltas);
  return reader_.Take(std::move(deltas));
}

// What came of it, for the record.
void Run::Close(Trial& trial, ModelResult* result) {
  if (*result) trial.Count(&(*result)->usage);
  if (reader_.misfit()) {
    ModelFault fault{FaultKind::kUnusable, 0, "no_continuation"};
    if (*result) fault.usage = (*result)->usage;
    *result = std::unexpected(std::move(fault));
  }
  // One request is one failure, however often it was tried.
  const bool blames = !*result && IsUnhealthy(result->error()) &&
                      blamed_.insert(&trial.model()).second;
  trial.End(*result, blames);
}

// Who may be asked the same as `model` if that is slow to answer: one of those
// that share its load and has no more to do. Nobody for tools, which act.
LanguageModel* Run::SecondOf(const LanguageModel& model) const {
  if (model.info().hedge_after <= milliseconds(0)) return nullptr;
  if (!request_.tools.empty() || !raced_.empty()) return nullptr;
  const auto step = std::ranges::find_if(plan_, [&](const auto& each) {
    return std::ranges::find(each, &model) != each.end();
  });
  if (step == plan_.end()) return nullptr;
  for (LanguageModel* const other : Balanced(*step)) {
    if (other != &model && AreAlike(other->info(), model.info()) &&
        !blamed_.contains(other)) {
      return other;
    }
  }
  return nullptr;
}

Task<Asked> Run::AskEither(Trial& first, LanguageModel& second) {
  Race race(first);
  co_await race.sides.Run([&] { return RaceFirst(race); },
                          [&] { return RaceSecond(race, second); });
  if (race.second && race.heard == &*race.second) {
    co_return Asked{*std::move(race.second_result), &second};
  }
  co_return Asked{*std::move(race.first_result), &first.model()};
}

Task<void> Run::RaceFirst(Race& race) {
  race.first_result = co_await HearIn(race, race.first);
  // One that fails in time is tried again, or the next one is.
  if (!race.second && !race.begins) race.sides.StopSecond();
}

Task<void> Run::RaceSecond(Race& race, LanguageModel& second) {
  co_await Pause(race.first.model().info().hedge_after);
  if (race.heard != nullptr || race.first_result) co_return;
  Health& health = fleet_.HealthOf(second);
  if (health.outstanding() >=
      fleet_.HealthOf(race.first.model()).outstanding()) {
    co_return;  // It has no room.
  }
  race.leave.emplace(health, false);
  if (!race.leave->granted() || race.leave->probes() ||
      !fleet_.hedges().Take()) {
    co_return;
  }
  race.begins = true;
  race.second.emplace(call_, fleet_, second, request_, *race.leave,
                      &done_.attempts);
  const bool begun = co_await race.second->Begin();
  race.begins = false;
  if (begun) raced_.insert(&second);
  if (!begun || race.heard != nullptr || race.first_result) {
    if (begun) race.second->Outrun();
    race.second.reset();
    co_return;
  }
  race.second_result = co_await HearIn(race, *race.second);
}

// Like Hear(), of what is heard.
Task<ModelResult> Run::HearIn(Race& race, Trial& trial) {
  const DeltaSink take = [this, &race, &trial](std::vector<ModelDelta> deltas) {
    return TakeIn(race, trial, std::move(deltas));
  };
  ModelResult result = co_await trial.Ask(take);
  // An answer with nothing in it is one, too.
  if (result && race.heard == nullptr) Win(race, trial);
  if (race.heard == nullptr || race.heard == &trial) Close(trial, &result);
  co_return result;
}

Task<bool> Run::TakeIn(Race& race, Trial& trial,
                       std::vector<ModelDelta> deltas) {
  trial.Note(deltas);
  if (race.heard == nullptr) {
    if (!std::ranges::any_of(deltas, IsUseful)) co_return true;
    Win(race, trial);
  }
  if (race.heard != &trial) co_return false;
  co_return co_await reader_.Take(std::move(deltas));
}

// Nobody waits for the other any more.
void Run::Win(Race& race, Trial& trial) {
  race.heard = &trial;
  if (&trial == &race.first) {
    const bool asked = race.second && !race.begins && !race.second_result;
    if (asked) race.second->Outrun();
    if (!race.begins) race.sides.StopSecond();
    return;
  }
  if (!race.first_result) race.first.Outrun(trial.began());
  race.sides.StopFirst();
  if (sink_.speaks) sink_.speaks(trial.model());
}

void Run::Settle(LanguageModel& model, ModelResult result) {
  done_.result = std::move(result);
  done_.model = &model;
}

// Half of a call, of a refusal or of JSON is of no use to another model, and
// what should never have been shown to none.
bool Run::CanContinue() const {
  return !reader_.said().empty() && !reader_.called() && !reader_.refused() &&
         !reader_.left() && !done_.result && !unusable_ &&
         request_.json_schema.empty() && !request_.json;
}

Task<bool> Run::Continue() {
  LanguageModel* const broke = broke_;
  std::vector<LanguageModel*> others(std::ranges::find(order_, broke) + 1,
                                     order_.end());
  // One that writes without end would do so again.
  if (!too_long_) others.push_back(broke);
  for (LanguageModel* model : others) {
    if (IsLate()) co_return false;
    if (co_await ContinueWith(*model)) co_return true;
    if (reader_.left()) co_return true;
  }
  co_return false;
}

Task<bool> Run::ContinueWith(LanguageModel& model) {
  const bool can = model.info().profile.prefill != Prefill::kNone;
  for (const bool prefill : {true, false}) {
    if (prefill && !can) continue;
    Admission admission(fleet_.HealthOf(model), IsAlone());
    if (Skip(model, admission)) co_return false;
    reader_.GoOn(prefill);
    const ModelRequest rest = Continuation(prefill);
    Asked asked = co_await AskOnce(model, rest, admission);
    if (asked.result || reader_.left()) {
      Settle(model, std::move(asked.result));
      done_.continued = true;
      co_return true;
    }
    // Only what says that it does not take a beginning is asked without one.
    if (asked.result.error().kind != FaultKind::kBadRequest) co_return false;
  }
  co_return false;
}

ModelRequest Run::Continuation(bool prefill) const {
  const std::string& said = reader_.said();
  ModelRequest request = request_;
  request.messages.push_back({ModelMessage::Role::kAssistant, said});
  if (prefill) {
    request.prefill = true;
    return request;
  }
  request.messages.push_back(
      {ModelMessage::Role::kUser,
       std::string(kGoOn) + std::string(LastWords(said))});
  return request;
}

}  // namespace

Task<Dispatched> Dispatch(const CallContext& call, const Fleet& fleet,
                          const Plan& plan, const ModelRequest& request,
                          const AnswerSink& sink) {
  Run run(call, fleet, plan, request, sink);
  const bool settled = co_await run.AskInTurn();
  if (!settled && run.CanContinue()) co_await run.Continue();
  co_return run.End();
}

}  // namespace aicc::inference
