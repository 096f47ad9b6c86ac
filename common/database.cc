#include "common/database.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <span>

#include "common/dsn.h"
#include "common/log.h"
#include "common/suspend.h"

namespace aicc {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// SQLSTATEs, see the PostgreSQL manual, appendix A.
constexpr std::string_view kQueryCanceled = "57014";
// Classes: connection lost, server stopping, and 25006: a server that has just
// become a read-only standby.
constexpr std::string_view kConnectionGone[] = {"08", "57P", "25006"};

// Classes: no disk, memory or connections left; deadlocks, which have undone
// the transaction; input and output errors of the system. Trying again may do.
constexpr std::string_view kPassing[] = {"53", "40", "58"};

bool IsOf(const pqxx::sql_error& e, std::span<const std::string_view> classes) {
  return std::ranges::any_of(classes, [&](std::string_view prefix) {
    return std::string_view(e.sqlstate()).starts_with(prefix);
  });
}

// Says so, but not for each of the thousands who meet it.
void LogPassing(const pqxx::sql_error& e) {
  static std::atomic<steady_clock::rep> next = 0;
  const auto now = steady_clock::now().time_since_epoch();
  auto due = next.load();
  if (now.count() < due) return;
  const auto after = (now + std::chrono::seconds(10)).count();
  if (!next.compare_exchange_strong(due, after)) return;
  Log().error("PostgreSQL cannot do its work: sqlstate={}", e.sqlstate());
}

milliseconds TimeLeft(CallContext::Deadline deadline, milliseconds limit) {
  if (deadline == CallContext::kNoDeadline) return limit;
  const auto left =
      std::chrono::floor<milliseconds>(deadline - steady_clock::now());
  return std::min(left, limit);
}

// $1 statement timeout in ms, $2 tenant; both until the transaction ends.
constexpr Query kEnter{"enter",
                       "SELECT set_config('statement_timeout', $1, true), "
                       "set_config('aicc.tenant_id', $2, true)"};
constexpr Query kEnterTenant{"enter_tenant",
                             "SELECT set_config('aicc.tenant_id', $1, true)"};

}  // namespace

void Transaction::EnterTenant(const std::string& tenant) {
  Run(kEnterTenant, tenant);
}

Failure StoreUnavailable() {
  return Failure({ErrorKind::kUnavailable,
                  "STORE_UNAVAILABLE",
                  "storage is unavailable; retry later",
                  {}});
}

Failure StoreBusy() {
  return Failure({ErrorKind::kResourceExhausted,
                  "STORE_BUSY",
                  "too many requests wait for storage; slow down",
                  {}});
}

Failure DeadlinePassed() {
  return Failure({ErrorKind::kDeadlineExceeded,
                  "DEADLINE_PASSED",
                  "storage did not answer before the deadline",
                  {}});
}

Result<void> CheckRole(pqxx::connection& connection) {
  pqxx::nontransaction now(connection);
  const pqxx::row row = now.exec1(
      "SELECT rolname, rolsuper OR rolbypassrls OR EXISTS ("
      "  SELECT FROM pg_class c WHERE c.relrowsecurity"
      "     AND NOT c.relforcerowsecurity"
      "     AND pg_has_role(c.relowner, 'USAGE'))"
      "  FROM pg_roles WHERE rolname = current_user");
  if (!row[1].as<bool>()) return {};
  const auto role = row[0].as<std::string>();
  return Failure({ErrorKind::kFailedPrecondition,
                  "STORE_ROLE_UNBOUND",
                  "row-level security does not bind the database role " + role +
                      "; connect services as aicc_app",
                  {{"role", role}}});
}

// A transaction to run, and whom to tell. `done` is called exactly once.
struct Database::Job {
  struct Outcome {
    Result<void> result;
    std::exception_ptr exception;  // Set if the body or SQL threw.
  };

  CallContext::Deadline deadline;
  std::string tenant;
  std::function<bool(Transaction&)> body;
  std::function<void(Outcome)> done;
};

// One connection, made when first needed and again after it was lost. Belongs
// to one thread.
class Database::Connection {
 public:
  explicit Connection(const Options& options) : options_(options) {}

  Result<void> Run(const Job& job) {
    // A connection that stood idle may be long dead, and only its first
    // statement tells. Nothing has been done then, so try once on a fresh one.
    const bool idle = connection_ != nullptr;
    bool begun = false;
    Result<void> result = Try(job, &begun);
    if (!connection_ && idle && !begun) result = Try(job, &begun);
    return result;
  }

 private:
  Result<void> Try(const Job& job, bool* begun) {
    const milliseconds left = TimeLeft(job.deadline, options_.statement_limit);
    if (left <= milliseconds::zero()) return DeadlinePassed();
    try {
      if (!connection_) {
        connection_ =
            std::make_unique<pqxx::connection>(WithTimeLimits(options_.dsn));
        prepared_.clear();
        if (const auto bound = CheckRole(*connection_); !bound) {
          Log().error("{}", bound.error().message);
          connection_.reset();
          return StoreUnavailable();
        }
      }
      pqxx::work work(*connection_);
      Transaction transaction(work, prepared_);
      transaction.Run(kEnter, std::to_string(left.count()), job.tenant);
      *begun = true;
      if (job.body(transaction)) work.commit();
      return {};
    } catch (const pqxx::sql_error& e) {
      if (e.sqlstate() == kQueryCanceled) return DeadlinePassed();
      if (IsOf(e, kPassing)) {
        LogPassing(e);
        return StoreUnavailable();
      }
      if (!IsOf(e, kConnectionGone)) throw;
    } catch (const pqxx::transaction_rollback&) {
      // Deadlocks and the like, which are no sql_error: all has been undone.
      return StoreUnavailable();
    } catch (const pqxx::broken_connection&) {
    } catch (const pqxx::in_doubt_error&) {
    }
    connection_.reset();
    return StoreUnavailable();
  }

  const Options& options_;
  std::unique_ptr<pqxx::connection> connection_;
  std::set<std::string, std::less<>> prepared_;  // On connection_.
};

Database::Database(Options options) : options_(std::move(options)) {
  for (std::size_t i = 0; i < options_.connections; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

Database::~Database() { Drain(); }

void Database::Drain() {
  {
    std::lock_guard lock(mutex_);
    draining_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

Task<Result<void>> Database::Transact(const CallContext& call,
                                      std::function<bool(Transaction&)> body) {
  const auto job = std::make_shared<Job>();
  job->deadline = call.deadline();
  job->tenant = call.caller().tenant;
  job->body = std::move(body);

  Job::Outcome outcome = co_await Suspend<Job::Outcome>(
      [&](std::function<void(Job::Outcome)> done) {
        job->done = done;
        Result<void> accepted = Enqueue(job);
        if (!accepted) done({std::move(accepted), nullptr});
      },
      [&] { Withdraw(job); });

  if (outcome.exception) std::rethrow_exception(outcome.exception);
  co_return std::move(outcome.result);
}

Result<void> Database::Enqueue(std::shared_ptr<Job> job) {
  {
    std::lock_guard lock(mutex_);
    if (draining_) return StoreUnavailable();
    if (queue_.size() >= options_.queue_limit) return StoreBusy();
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return {};
}

void Database::Withdraw(const std::shared_ptr<Job>& job) {
  {
    std::lock_guard lock(mutex_);
    if (std::erase(queue_, job) == 0) return;  // Running, or done.
  }
  try {
    ThrowCancelled();
  } catch (...) {
    job->done({{}, std::current_exception()});
  }
}

void Database::Work() {
  Connection connection(options_);
  for (;;) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return draining_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    Job::Outcome outcome;
    try {
      outcome.result = connection.Run(*job);
    } catch (...) {
      outcome.exception = std::current_exception();
    }
    job->done(std::move(outcome));
  }
}

}  // namespace aicc
