#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/call_context.h"
#include "common/clock.h"
#include "services/inference/domain/dispatch.h"

namespace aicc::inference {

// One call of served models, for the record. Nobody's words are in it.
struct LedgerRow {
  std::string call_id;  // UUIDv7
  TimePoint create_time;
  std::string session_id;  // Empty: of no contact.
  std::string task;        // As Purpose::task.
  std::string asked;       // The name under which models were asked.
  std::string model;       // "{endpoint}/{model}" that answered; empty: none.
  std::string tier;        // "DOMAIN", "GENERAL"; empty: none.
  std::string reason;      // Why models of that tier were asked.
  std::string outcome;     // "OK", "CACHED", "LENGTH", "FILTERED", "LEFT", or
                           // a FaultName()
  Usage usage;             // Of all attempts.
  std::int64_t cost_micro_usd = 0;
  std::chrono::microseconds first_token{0};  // 0: there was none.
  std::chrono::microseconds total{0};
  // Of it, what was not waiting for servers of models.
  std::chrono::microseconds overhead{0};
  std::string attempts;  // JSON, see the table inference.call.
};

// Keeps what models were asked, what they took and what came of it.
// Thread-safe.
class Ledger {
 public:
  virtual ~Ledger() = default;

  // Keeps `row`. Returns once it is kept for good; if the store does not answer
  // it is kept as soon as it does, and this returns without waiting for that.
  virtual Task<void> Record(const CallContext& call, LedgerRow row) = 0;

  // Keeps `row` soon. For calls that are unwound, which cannot wait.
  virtual void Note(const std::string& tenant, LedgerRow row) = 0;
};

// What `dispatched` took since `began`, beside waiting for servers of models.
std::chrono::microseconds OverheadOf(
    const Dispatched& dispatched, std::chrono::steady_clock::time_point began);

// As in LedgerRow::attempts.
std::string ToJson(const std::vector<Attempt>& attempts);

// What `dispatched` is for the record; `began` is when the caller's request
// came.
LedgerRow RowOf(const Dispatched& dispatched, const ModelRequest& request,
                std::chrono::steady_clock::time_point began);

}  // namespace aicc::inference
