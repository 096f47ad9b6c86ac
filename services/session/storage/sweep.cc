#include "services/session/storage/sweep.h"

#include <algorithm>
#include <unordered_map>

#include "services/session/storage/binary_array.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

constexpr std::size_t kChunk = 1'000;

using Lengths = std::unordered_map<std::string, std::int32_t>;

Result<Lengths> ReadLengths(Transaction& transaction, BinaryArray& ids) {
  Lengths lengths;
  for (const auto& row : transaction.Run(sql::kLastSeqs, ids.Parameter())) {
    lengths.emplace(row[0].c_str(), row[1].as<std::int32_t>());
  }
  return lengths;
}

}  // namespace

Task<Result<void>> SweepWatches(Database& database,
                                const WatchRegistry& watches, Bell& changes) {
  const auto call = CallContext::ForService("", "session");
  const auto all = watches.Snapshot();
  for (std::size_t begin = 0; begin < all.size(); begin += kChunk) {
    const std::size_t end = std::min(begin + kChunk, all.size());
    BinaryArray ids(ArrayOf::kUuid);
    for (std::size_t i = begin; i < end; ++i) ids.AddUuid(all[i].first);
    const auto lengths =
        co_await database.Run(call, [&](Transaction& transaction) {
          return ReadLengths(transaction, ids);
        });
    if (!lengths) co_return Failure(lengths.error());
    for (std::size_t i = begin; i < end; ++i) {
      const auto found = lengths->find(all[i].first);
      if (found != lengths->end() && found->second > all[i].second) {
        changes.Ring(all[i].first);
      }
    }
  }
  co_return Result<void>();
}

Task<Result<void>> EnsurePartitions(Database& database) {
  const auto call = CallContext::ForService("", "session");
  co_return co_await database.Run(call,
                                  [](Transaction& transaction) -> Result<void> {
                                    transaction.Run(sql::kEnsurePartitions);
                                    return {};
                                  });
}

}  // namespace aicc::session
