#include "services/inference/storage/postgres_ledger.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <map>
#include <memory>
#include <utility>

#include "common/log.h"
#include "common/pause.h"
#include "common/suspend.h"
#include "inference_queries.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMostWaiting = 100'000;
constexpr std::size_t kBatch = 500;
constexpr std::chrono::milliseconds kPatience{1'000};
constexpr std::chrono::milliseconds kLedgerRetry{500};

void AppendText(std::string_view key, std::string_view text,
                std::string* json) {
  json->append(",\"").append(key).append("\":\"");
  for (const char c : text) {
    if (c == '"' || c == '\\') *json += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) *json += c;
  }
  *json += '"';
}

void AppendNumber(std::string_view key, std::int64_t number,
                  std::string* json) {
  json->append(",\"").append(key).append("\":").append(std::to_string(number));
}

std::string ToJson(const LedgerRow& row) {
  std::string json = "{\"call_id\":\"" + row.call_id + "\"";
  AppendNumber("create_us", row.create_time.time_since_epoch().count(), &json);
  AppendText("session_id", row.session_id, &json);
  AppendText("task", row.task, &json);
  AppendText("asked", row.asked, &json);
  AppendText("model", row.model, &json);
  AppendText("tier", row.tier, &json);
  AppendText("reason", row.reason, &json);
  AppendText("outcome", row.outcome, &json);
  AppendNumber("prompt_tokens", row.usage.prompt_tokens, &json);
  AppendNumber("cached_tokens", row.usage.cached_tokens, &json);
  AppendNumber("completion_tokens", row.usage.completion_tokens, &json);
  AppendNumber("reasoning_tokens", row.usage.reasoning_tokens, &json);
  json += row.usage.estimated ? ",\"estimated\":true" : ",\"estimated\":false";
  AppendNumber("cost_micro_usd", row.cost_micro_usd, &json);
  AppendNumber("first_token_us", row.first_token.count(), &json);
  AppendNumber("total_us", row.total.count(), &json);
  AppendNumber("overhead_us", row.overhead.count(), &json);
  return json + ",\"attempts\":" + row.attempts + "}";
}

struct Told {};

// Locks that are not to be had, transactions that were idle for too long.
bool IsPassing(std::string_view sqlstate) {
  return sqlstate == "55P03" || sqlstate == "25P03";
}

UsageFigures FiguresOf(const pqxx::row& row) {
  const auto number = [&](const char* column) {
    return row[column].as<std::int64_t>(0);
  };
  const auto time = [&](const char* column) {
    return std::chrono::microseconds(number(column));
  };
  UsageFigures figures;
  if (!row["day_us"].is_null()) figures.day = TimePoint(time("day_us"));
  figures.model = row["model"].as<std::string>();
  figures.tier = row["tier"].as<std::string>();
  figures.task = row["task"].as<std::string>();
  figures.calls = number("calls");
  figures.failed = number("failed");
  figures.prompt_tokens = number("prompt");
  figures.cached_tokens = number("cached");
  figures.completion_tokens = number("completion");
  figures.reasoning_tokens = number("reasoning");
  figures.cost_micro_usd = number("micro_usd");
  figures.first_token_p50 = time("first_p50");
  figures.first_token_p95 = time("first_p95");
  figures.overhead_p50 = time("over_p50");
  return figures;
}

}  // namespace

PostgresLedger::PostgresLedger(Database& database,
                               boost::asio::any_io_executor executor,
                               Metrics& metrics)
    : database_(database), executor_(std::move(executor)), metrics_(metrics) {}

PostgresLedger::~PostgresLedger() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  idle_.wait(lock, [&] { return !draining_; });
  if (waiting_.empty()) return;
  Log().error("{} rows of the ledger are lost: the database did not answer",
              waiting_.size());
}

// Who waits for a row, once: for it, or for a second.
struct PostgresLedger::Ticket {
  std::mutex mutex;
  std::function<void(Told)> done;

  void Tell() {
    std::function<void(Told)> waiting;
    {
      std::lock_guard lock(mutex);
      waiting = std::exchange(done, nullptr);
    }
    if (waiting) waiting({});
  }
};

Task<void> PostgresLedger::Record(const CallContext& call, LedgerRow row) {
  const auto ticket = std::make_shared<Ticket>();
  const auto timer = std::make_shared<boost::asio::steady_timer>(
      co_await boost::asio::this_coro::executor, kPatience);
  Waiting waiting{call.caller().tenant, ToJson(row),
                  [ticket] { ticket->Tell(); }};
  co_await Suspend<Told>(
      [&](std::function<void(Told)> done) {
        ticket->done = std::move(done);
        timer->async_wait(
            [ticket](const boost::system::error_code&) { ticket->Tell(); });
        if (!Submit(std::move(waiting))) ticket->Tell();
      },
      [ticket] { ticket->Tell(); });
  timer->cancel();
}

void PostgresLedger::Note(const std::string& tenant, LedgerRow row) {
  Submit({tenant, ToJson(row), {}});
}

// False if there is no room.
bool PostgresLedger::Submit(Waiting waiting) {
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMostWaiting) {
      metrics_.Count("aicc_inference_ledger_lost_total", "why", "full");
      Log().error("a row of the ledger is lost: too many wait");
      return false;
    }
    waiting_.push_back(std::move(waiting));
    if (std::exchange(draining_, true)) return true;
  }
  boost::asio::co_spawn(executor_, Drain(), boost::asio::detached);
  return true;
}

std::vector<PostgresLedger::Waiting> PostgresLedger::Take() {
  std::vector<Waiting> batch;
  std::lock_guard lock(mutex_);
  while (!waiting_.empty() && batch.size() < kBatch) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  if (batch.empty()) {
    draining_ = false;
    idle_.notify_all();  // Under the lock: this may be gone after it.
  }
  return batch;
}

Task<void> PostgresLedger::Drain() {
  for (;;) {
    std::vector<Waiting> batch = Take();
    if (batch.empty()) co_return;
    if (co_await Keep(batch)) {
      for (const Waiting& each : batch) {
        if (each.kept) each.kept();
      }
      continue;
    }
    PutBack(std::move(batch));
    {
      std::lock_guard lock(mutex_);
      if (stopping_) {
        draining_ = false;
        idle_.notify_all();
        co_return;
      }
    }
    co_await Pause(kLedgerRetry);
  }
}

void PostgresLedger::PutBack(std::vector<Waiting> batch) {
  std::lock_guard lock(mutex_);
  for (auto each = batch.rbegin(); each != batch.rend(); ++each) {
    waiting_.push_front(std::move(*each));
  }
}

// Rows that can never be kept must not hold up, or take along, the others.
Task<bool> PostgresLedger::Keep(const std::vector<Waiting>& batch) {
  const Kept kept = co_await TryToKeep(batch);
  if (kept != Kept::kRefused || batch.size() == 1) {
    if (kept == Kept::kRefused) {
      metrics_.Count("aicc_inference_ledger_lost_total", "why", "refused");
    }
    co_return kept != Kept::kNot;
  }
  for (const Waiting& each : batch) {
    // Those that were kept before are not kept twice.
    if (!co_await Keep({{each.tenant, each.json, {}}})) co_return false;
  }
  co_return true;
}

Task<PostgresLedger::Kept> PostgresLedger::TryToKeep(
    const std::vector<Waiting>& batch) {
  std::map<std::string, std::string> by_tenant;
  for (const Waiting& each : batch) {
    std::string& json = by_tenant[each.tenant];
    json += (json.empty() ? "[" : ",") + each.json;
  }
  const auto call = CallContext::ForService(batch.front().tenant, "inference");
  try {
    const auto done =
        co_await database_.Run(call, [&](Transaction& t) -> Result<int> {
          for (const auto& [tenant, json] : by_tenant) {
            t.EnterTenant(tenant);
            t.Run(sql::kInsertCalls, json + "]");
          }
          return 0;
        });
    co_return done ? Kept::kYes : Kept::kNot;
  } catch (const pqxx::sql_error& e) {
    // The sort of thing that an administrator's settings do passes.
    if (IsPassing(e.sqlstate())) co_return Kept::kNot;
    if (batch.size() == 1) {
      Log().error("a row of the ledger is lost: sqlstate={}", e.sqlstate());
    }
    co_return Kept::kRefused;
  } catch (const std::exception& e) {
    Log().error("rows of the ledger wait: {}", e.what());
    co_return Kept::kNot;
  }
}

Task<Result<std::vector<UsageFigures>>> PostgresLedger::Usage(
    const CallContext& call, const UsageSpan& span) {
  constexpr std::size_t kMost = 1'000;
  co_return co_await database_.Run(
      call, [&](Transaction& t) -> Result<std::vector<UsageFigures>> {
        const auto rows = t.Run(
            sql::kSelectUsage,
            std::int64_t(span.from.time_since_epoch().count()),
            std::int64_t(span.to.time_since_epoch().count()), span.by_day);
        std::vector<UsageFigures> all;
        for (const auto& row : rows) {
          if (all.size() < kMost) all.push_back(FiguresOf(row));
        }
        return all;
      });
}

}  // namespace aicc::inference
