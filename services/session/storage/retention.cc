#include "services/session/storage/retention.h"

#include <string>
#include <vector>

#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

// One transaction's contacts: a fraction of a second, and short locks.
constexpr int kBatch = 200;

// What drop_month() returns beside a number of contacts.
constexpr int kGone = 0;
constexpr int kStillOpen = -1;

Task<Result<std::vector<std::string>>> ExpiredMonths(const CallContext& call,
                                                     Database& database,
                                                     TimePoint now,
                                                     int months) {
  co_return co_await database.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<std::string>> {
        std::vector<std::string> expired;
        for (const auto& row :
             transaction.Run(sql::kExpiredMonths, Micros(now), months)) {
          expired.emplace_back(row[0].c_str());
        }
        return expired;
      });
}

Task<Result<int>> DropSome(const CallContext& call, Database& database,
                           const std::string& month) {
  co_return co_await database.Run(
      call, [&](Transaction& transaction) -> Result<int> {
        return transaction.Run(sql::kDropMonth, month, kBatch)[0][0].as<int>();
      });
}

}  // namespace

Task<Result<Dropped>> DropExpired(Database& database, TimePoint now,
                                  int months) {
  const auto call = CallContext::ForService("", "session");
  const auto expired = co_await ExpiredMonths(call, database, now, months);
  if (!expired) co_return Failure(expired.error());
  Dropped all;
  for (const std::string& month : *expired) {
    Result<int> some = 1;
    while (some && *some > 0) {
      some = co_await DropSome(call, database, month);
      if (some && *some > 0) all.contacts += *some;
    }
    if (!some) co_return Failure(some.error());
    if (*some == kStillOpen) {
      ++all.waiting;
    } else if (*some != kGone) {
      all.complete = false;
      break;
    }
  }
  co_return all;
}

}  // namespace aicc::session
