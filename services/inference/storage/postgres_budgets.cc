#include "services/inference/storage/postgres_budgets.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

#include "common/log.h"
#include "common/pause.h"
#include "common/uuid.h"
#include "inference_queries.h"

namespace aicc::inference {
namespace {

constexpr std::chrono::milliseconds kRetry{500};

// The spans as two arrays; names have no character that means anything there.
struct SpanArrays {
  explicit SpanArrays(const std::vector<BudgetSpan>& spans) {
    for (const BudgetSpan& span : spans) {
      names += (names.empty() ? "{" : ",") + span.budget->name;
      starts += (starts.empty() ? "{" : ",") +
                std::to_string(span.start.time_since_epoch().count());
    }
    names += names.empty() ? "{}" : "}";
    starts += starts.empty() ? "{}" : "}";
  }
  std::string names;
  std::string starts;
};

Charge ChargeOf(const pqxx::row& row) {
  return {row["tokens"].as<std::int64_t>(),
          row["micro_usd"].as<std::int64_t>()};
}

const BudgetSpan& SpanOf(const std::vector<BudgetSpan>& spans,
                         const pqxx::row& row) {
  const auto name = row["name"].as<std::string>();
  return *std::ranges::find_if(
      spans, [&](const BudgetSpan& span) { return span.budget->name == name; });
}

}  // namespace

// Those that wait for the database, added up: there is one for each tenant and
// set of budgets, however many calls end meanwhile.
struct PostgresBudgetStore::Corrections {
  struct Waiting {
    std::string tenant;
    std::string names;
    std::string starts;
    Charge difference;
    std::string id = NewUuid();
  };

  // The next one; false if there is none, and nobody works any more then.
  bool Take(Waiting* next) {
    std::lock_guard lock(mutex);
    if (waiting.empty()) {
      working = false;
      idle.notify_all();
      return false;
    }
    *next = std::move(waiting.begin()->second);
    waiting.erase(waiting.begin());
    return true;
  }

  Task<void> Work(Database& database) {
    Waiting next;
    bool gives_up = false;
    while (Take(&next)) {
      while (!gives_up && !co_await Correct(database, next)) {
        gives_up = stopping;
        if (!gives_up) co_await Pause(kRetry);
      }
      if (gives_up) Log().error("a budget stays higher than what was spent");
    }
  }

  // False if it is to be tried again.
  static Task<bool> Correct(Database& database, const Waiting& next) {
    const auto call = CallContext::ForService(next.tenant, "inference");
    try {
      const auto done =
          co_await database.Run(call, [&](Transaction& t) -> Result<int> {
            t.Run(sql::kCorrectBudgets, next.names, next.starts,
                  next.difference.tokens, next.difference.micro_usd, next.id);
            return 0;
          });
      co_return done.has_value();
    } catch (const pqxx::sql_error& e) {
      Log().error("a budget stays higher than what was spent: sqlstate={}",
                  e.sqlstate());
      co_return true;
    } catch (const std::exception& e) {
      Log().error("a budget waits to be put right: {}", e.what());
      co_return false;
    }
  }

  std::mutex mutex;
  std::condition_variable idle;
  // Guarded by mutex.
  std::map<std::string, Waiting> waiting;
  bool working = false;
  std::atomic<bool> stopping = false;
};

PostgresBudgetStore::PostgresBudgetStore(Database& database,
                                         boost::asio::any_io_executor executor)
    : database_(database),
      executor_(std::move(executor)),
      corrections_(std::make_unique<Corrections>()) {}

PostgresBudgetStore::~PostgresBudgetStore() {
  corrections_->stopping = true;
  std::unique_lock lock(corrections_->mutex);
  corrections_->idle.wait(lock, [&] { return !corrections_->working; });
}

Task<Result<void>> PostgresBudgetStore::Take(
    const CallContext& call, const std::vector<BudgetSpan>& spans,
    const Charge& charge) {
  const SpanArrays arrays(spans);
  co_return co_await database_.Run(call, [&](Transaction& t) -> Result<void> {
    const auto rows = t.Run(sql::kTakeBudgets, arrays.names, arrays.starts,
                            charge.tokens, charge.micro_usd);
    for (const auto& row : rows) {
      const Budget& budget = *SpanOf(spans, row).budget;
      if (!Allows(budget, ChargeOf(row))) return BudgetSpent(budget);
    }
    return {};
  });
}

void PostgresBudgetStore::Correct(const std::string& tenant,
                                  const std::vector<BudgetSpan>& spans,
                                  const Charge& difference) {
  const SpanArrays arrays(spans);
  {
    std::lock_guard lock(corrections_->mutex);
    auto& waiting =
        corrections_->waiting[tenant + arrays.names + arrays.starts];
    waiting.tenant = tenant;
    waiting.names = arrays.names;
    waiting.starts = arrays.starts;
    waiting.difference.tokens += difference.tokens;
    waiting.difference.micro_usd += difference.micro_usd;
    if (std::exchange(corrections_->working, true)) return;
  }
  boost::asio::co_spawn(executor_, corrections_->Work(database_),
                        boost::asio::detached);
}

Task<Result<std::vector<Charge>>> PostgresBudgetStore::Spent(
    const CallContext& call, const std::vector<BudgetSpan>& spans) {
  const SpanArrays arrays(spans);
  co_return co_await database_.Run(
      call, [&](Transaction& t) -> Result<std::vector<Charge>> {
        std::vector<Charge> spent(spans.size());
        for (const auto& row :
             t.Run(sql::kSelectBudgets, arrays.names, arrays.starts)) {
          const auto at = &SpanOf(spans, row) - spans.data();
          spent[static_cast<std::size_t>(at)] = ChargeOf(row);
        }
        return spent;
      });
}

}  // namespace aicc::inference
