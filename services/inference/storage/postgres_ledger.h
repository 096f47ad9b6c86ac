#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "common/database.h"
#include "common/metrics.h"
#include "services/inference/domain/ledger.h"
#include "services/inference/domain/usage_report.h"

namespace aicc::inference {

// The ledger in PostgreSQL, by group commit: while one batch is being
// committed, what arrives waits, and the next one takes it all. A call ends
// when its row is kept, so that a process that dies has answered none that is
// not. If the database does not answer within a second, calls go on and their
// rows wait, up to 100,000; beyond that each that is lost is counted
// (aicc_inference_ledger_lost_total) and logged.
class PostgresLedger final : public Ledger, public UsageReader {
 public:
  // `database` and `metrics` must outlive this, and `executor` run until this
  // is destroyed.
  PostgresLedger(Database& database, boost::asio::any_io_executor executor,
                 Metrics& metrics);

  // Waits for the rows that are on their way, as long as the database answers.
  ~PostgresLedger() override;

  Task<void> Record(const CallContext& call, LedgerRow row) override;
  void Note(const std::string& tenant, LedgerRow row) override;
  Task<Result<std::vector<UsageFigures>>> Usage(const CallContext& call,
                                                const UsageSpan& span) override;

 private:
  struct Waiting {
    std::string tenant;
    std::string json;
    std::function<void()> kept;  // May be empty: nobody waits any more.
  };
  struct Ticket;

  bool Submit(Waiting waiting);
  Task<void> Drain();
  std::vector<Waiting> Take();
  enum class Kept { kYes, kNot, kRefused };  // kNot: it may be, later.
  Task<bool> Keep(const std::vector<Waiting>& batch);
  Task<Kept> TryToKeep(const std::vector<Waiting>& batch);
  void PutBack(std::vector<Waiting> batch);

  Database& database_;
  const boost::asio::any_io_executor executor_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable idle_;
  // Guarded by mutex_.
  std::deque<Waiting> waiting_;
  bool draining_ = false;
  bool stopping_ = false;
};

}  // namespace aicc::inference
