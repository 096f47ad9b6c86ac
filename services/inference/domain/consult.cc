#include "services/inference/domain/consult.h"

#include <optional>
#include <utility>

#include "common/log.h"
#include "services/inference/domain/answer_cache.h"
#include "services/inference/domain/ledger.h"
#include "services/inference/domain/telemetry.h"

namespace aicc::inference {
namespace {

LedgerRow RowFor(const Dispatched& dispatched, const ModelRequest& request,
                 const Purpose& purpose) {
  LedgerRow row = RowOf(dispatched, request, purpose.began);
  row.task = purpose.task;
  row.session_id = purpose.session_id;
  row.reason = purpose.reason;
  if (dispatched.cached) row.outcome = "CACHED";
  return row;
}

// A line for each attempt that failed, for who answered all the same, and for
// an answer that was cut. Whom a breaker keeps away was told of when it failed.
void LogFailures(const CallContext& call, const Dispatched& dispatched) {
  bool failed = false;
  for (const Attempt& attempt : dispatched.attempts) {
    const bool good = attempt.outcome == "OK" || attempt.outcome == "OUTRUN";
    if (good || !attempt.asked) continue;
    failed = true;
    Log().warn("id={} model={} outcome={} detail={} status={} ms={}",
               call.request_id(), attempt.model->info().name, attempt.outcome,
               attempt.detail, attempt.status, attempt.total.count() / 1'000);
  }
  const ModelResult& reply = dispatched.result;
  if (failed && reply && dispatched.model != nullptr) {
    Log().info("id={} answered_by={} continued={}", call.request_id(),
               dispatched.model->info().name, dispatched.continued);
  }
  if (!reply || reply->finish == Finish::kStop) return;
  if (reply->finish == Finish::kLength || reply->finish == Finish::kFiltered) {
    Log().warn("id={} model={} the answer was cut off: {}", call.request_id(),
               dispatched.model->info().name,
               reply->finish == Finish::kLength ? "LENGTH" : "FILTERED");
  }
}

// What is kept of a call, also if it is cancelled: while models are asked,
// while another one's answer is waited for, or while its row is.
class Record {
 public:
  // These must outlive it.
  Record(const CallContext& call, const Brain& brain,
         const ModelRequest& request, const Purpose& purpose)
      : call_(call), brain_(brain), request_(request), purpose_(purpose) {}
  ~Record() {
    if (kept_) return;
    if (!ended_) brain_.telemetry.Measure(left_, Overhead(left_));
    if (brain_.ledger == nullptr) return;
    if (!row_) {
      row_ = RowFor(left_, request_, purpose_);
      row_->outcome = "LEFT";
    }
    brain_.ledger->Note(call_.caller().tenant, *std::move(row_));
  }
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  // What there was when the call was cancelled.
  void Abandoned(const Dispatched& dispatched) { left_ = dispatched; }

  Task<void> Keep(const Dispatched& dispatched) {
    ended_ = true;
    brain_.telemetry.Measure(dispatched, Overhead(dispatched));
    if (brain_.ledger != nullptr) {
      row_ = RowFor(dispatched, request_, purpose_);
      // The same row twice is one.
      co_await brain_.ledger->Record(call_, *row_);
    }
    kept_ = true;
  }

 private:
  std::chrono::microseconds Overhead(const Dispatched& dispatched) const {
    return OverheadOf(dispatched, purpose_.began);
  }

  const CallContext& call_;
  const Brain& brain_;
  const ModelRequest& request_;
  const Purpose& purpose_;
  Dispatched left_{std::unexpected(ModelFault{FaultKind::kNotAsked, 0, ""})};
  std::optional<LedgerRow> row_;
  bool ended_ = false;
  bool kept_ = false;
};

// Tells the cache what came of it, even if the call is cancelled.
class Flight {
 public:
  Flight(AnswerCache& cache, std::string key, std::uint64_t number)
      : cache_(cache), key_(std::move(key)), number_(number) {}
  ~Flight() {
    if (answer_) {
      cache_.Keep(key_, std::move(answer_));
    } else {
      cache_.GiveUp(key_, number_, failed_);
    }
  }
  Flight(const Flight&) = delete;
  Flight& operator=(const Flight&) = delete;

  // Takes note of what goes to the reader.
  void Note(const std::vector<ModelDelta>& deltas) {
    for (const ModelDelta& delta : deltas) {
      if (delta.kind == ModelDelta::Kind::kText) deltas_.push_back(delta);
    }
  }
  void TakenBack() { deltas_.clear(); }

  // A whole answer is worth keeping.
  void End(const Dispatched& dispatched) {
    const ModelResult& reply = dispatched.result;
    failed_ = !reply || reply->finish != Finish::kLeft;
    if (!reply || reply->finish != Finish::kStop) return;
    answer_ = std::make_shared<AnswerCache::Kept>(
        AnswerCache::Kept{std::move(deltas_), *reply, dispatched.model});
  }

 private:
  AnswerCache& cache_;
  const std::string key_;
  const std::uint64_t number_;
  bool failed_ = false;
  std::vector<ModelDelta> deltas_;
  AnswerCache::Answer answer_;
};

Task<bool> NoteAndTake(Flight& flight, const DeltaSink& take,
                       std::vector<ModelDelta> deltas) {
  flight.Note(deltas);
  co_return co_await take(std::move(deltas));
}

Task<void> NoteAndRestart(Flight& flight,
                          const std::function<Task<void>()>& restart) {
  flight.TakenBack();
  co_await restart();
}

Task<Dispatched> Replay(const AnswerCache::Kept& kept, const AnswerSink& sink) {
  if (sink.speaks) sink.speaks(*kept.model);
  Dispatched dispatched{kept.reply, kept.model};
  dispatched.cached = true;
  if (!co_await sink.take(kept.deltas)) {
    dispatched.result->finish = Finish::kLeft;
  }
  co_return dispatched;
}

// From the cache, or else asked and put there.
Task<Dispatched> Cached(const CallContext& call, const Brain& brain,
                        const Plan& plan, const ModelRequest& request,
                        AnswerSink sink, const std::string& key) {
  const auto began = std::chrono::steady_clock::now();
  const auto entered = co_await brain.cache->Enter(key);
  if (entered.answer) {
    Dispatched dispatched = co_await Replay(*entered.answer, sink);
    // Another one's waiting for a server is waiting for one.
    dispatched.rested = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - began);
    co_return dispatched;
  }
  Flight flight(*brain.cache, key, entered.flight);
  sink.take = [&flight, take = sink.take](std::vector<ModelDelta> deltas) {
    return NoteAndTake(flight, take, std::move(deltas));
  };
  if (sink.restart) {
    sink.restart = [&flight, restart = sink.restart] {
      return NoteAndRestart(flight, restart);
    };
  }
  Dispatched dispatched =
      co_await Dispatch(call, brain.fleet, plan, request, sink);
  flight.End(dispatched);
  co_return dispatched;
}

}  // namespace

Task<Dispatched> Consult(const CallContext& call, const Brain& brain,
                         const Plan& plan, const ModelRequest& request,
                         AnswerSink sink, const Purpose& purpose) {
  Record record(call, brain, request, purpose);
  sink.abandoned = [&](const Dispatched& dispatched) {
    record.Abandoned(dispatched);
  };
  const auto key = brain.cache != nullptr
                       ? brain.cache->KeyOf(call, plan, request)
                       : std::nullopt;
  Dispatched dispatched =
      key ? co_await Cached(call, brain, plan, request, sink, *key)
          : co_await Dispatch(call, brain.fleet, plan, request, sink);
  LogFailures(call, dispatched);
  co_await record.Keep(dispatched);
  co_return dispatched;
}

}  // namespace aicc::inference
