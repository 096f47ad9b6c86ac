#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <pqxx/pqxx>
#include <set>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/query.h"
#include "common/task.h"

namespace aicc {

// What Run() returns when the database, not the body, is the trouble.
Failure StoreUnavailable();  // kUnavailable, "STORE_UNAVAILABLE"
Failure StoreBusy();         // kResourceExhausted, "STORE_BUSY"
Failure DeadlinePassed();    // kDeadlineExceeded, "DEADLINE_PASSED"

// kFailedPrecondition, "STORE_ROLE_UNBOUND" if PostgreSQL would show the role
// of `connection` the rows of all tenants: a superuser, an owner of bound
// tables.
Result<void> CheckRole(pqxx::connection& connection);

// A transaction in progress, in the tenant of the call it is run for: row-level
// security shows it nothing else. Belongs to the thread that runs the body.
class Transaction {
 public:
  Transaction(pqxx::work& work, std::set<std::string, std::less<>>& prepared)
      : work_(work), prepared_(prepared) {}

  // Runs `query`, prepared when this connection first meets it.
  template <typename... Values>
  pqxx::result Run(const Query& query, Values&&... values) {
    if (!prepared_.contains(std::string_view(query.name))) {
      work_.conn().prepare(query.name, query.text);
      prepared_.emplace(query.name);
    }
    return work_.exec_prepared(query.name, std::forward<Values>(values)...);
  }

  // Sees the rows of `tenant` from here to the end of the transaction. Only for
  // work that serves many tenants at once, such as a batch of appends.
  void EnterTenant(const std::string& tenant);

  pqxx::work& work() { return work_; }

 private:
  pqxx::work& work_;
  std::set<std::string, std::less<>>& prepared_;
};

// A pool of threads, each the owner of one connection to PostgreSQL. libpqxx
// blocks, so it blocks here and nowhere else. Thread-safe.
class Database {
 public:
  struct Options {
    // A libpq connection string, of a role that row-level security binds; see
    // CheckRole(). Another one is unavailable.
    std::string dsn;

    // Threads, and connections: one each. More of them wait less, but each
    // costs PostgreSQL a process.
    std::size_t connections = 4;

    // Transactions that may wait for a connection. A full queue refuses, so
    // that callers slow down before their deadlines pass in it.
    std::size_t queue_limit = 256;

    // The longest a statement may take, whatever the caller's deadline.
    std::chrono::milliseconds statement_limit{30'000};
  };

  // Does not connect yet; a thread does when it has something to run.
  explicit Database(Options options);

  // Drains. REQUIRES: the executors of waiting coroutines are still running.
  ~Database();

  // Runs `body`, a callable from Transaction& to a Result, in a transaction on
  // one of the threads, in the tenant of `call`; commits if it returns a value,
  // rolls back otherwise. Returns what it returned. `body` may refer to the
  // caller's frame, which is suspended until it has ended. It must not await.
  //
  // - StoreBusy: the queue is full; nothing was run.
  // - DeadlinePassed: `call` ran out of time, waiting or running, and it was
  //   rolled back. Its remaining time is each statement's statement_timeout.
  // - StoreUnavailable: no connection, or it was lost. When lost in COMMIT, the
  //   body may have been done all the same: bodies must bear to be run again.
  //   The next transaction finds a new connection.
  //
  // Any other SQL failure is a bug of ours and stays an exception. A cancelled
  // call leaves the queue at once; what already runs, runs to its end.
  template <typename Body>
  auto Run(const CallContext& call, Body body)
      -> Task<std::invoke_result_t<Body&, Transaction&>> {
    std::optional<std::invoke_result_t<Body&, Transaction&>> result;
    const Result<void> done =
        co_await Transact(call, [&](Transaction& transaction) {
          result.emplace(body(transaction));
          return result->has_value();
        });
    if (!done) co_return Failure(done.error());
    co_return *std::move(result);
  }

  // Refuses new transactions as unavailable, and waits until those accepted
  // have ended. May be called again.
  void Drain();

 private:
  struct Job;
  class Connection;

  // Returns once `body` has ended, or never will begin.
  Task<Result<void>> Transact(const CallContext& call,
                              std::function<bool(Transaction&)> body);
  Result<void> Enqueue(std::shared_ptr<Job> job);
  void Withdraw(const std::shared_ptr<Job>& job);
  void Work();

  const Options options_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> queue_;  // Guarded by mutex_.
  bool draining_ = false;                   // Guarded by mutex_.

  std::vector<std::thread> threads_;
};

}  // namespace aicc
