#include "services/summary/storage/retention.h"

#include "summary_queries.h"

namespace aicc::summary {
namespace {

constexpr int kBatch = 500;

}  // namespace

Task<Result<std::int64_t>> DropExpired(Database& database, TimePoint now,
                                       int months) {
  const auto call = CallContext::ForService("", "summary");
  const std::int64_t now_us = now.time_since_epoch().count();
  std::int64_t all = 0;
  for (;;) {
    const auto some =
        co_await database.Run(call, [&](Transaction& t) -> Result<int> {
          return t.Run(sql::kDropExpired, now_us, months, kBatch)[0][0]
              .as<int>();
        });
    if (!some) co_return Failure(some.error());
    if (*some == 0) co_return all;
    all += *some;
  }
}

}  // namespace aicc::summary
