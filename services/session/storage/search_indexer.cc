#include "services/session/storage/search_indexer.h"

#include <algorithm>
#include <chrono>

#include "common/log.h"
#include "common/pause.h"
#include "services/session/domain/search_text.h"
#include "services/session/storage/binary_array.h"
#include "services/session/storage/search_patterns.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How long nobody looks for something new: most of the time until what was said
// is found.
constexpr milliseconds kInterval{250};

constexpr milliseconds kLongestRest{10'000};

// What one transaction takes. Each task is an append's, of 1 to 512 utterances.
// After a failure one at a time: utterances may be so long that more take too
// long.
constexpr int kTasks = 256;
constexpr int kTasksAfterFailure = 1;
constexpr int kUtterances = 2'048;

Result<std::vector<std::string>> TenantsToIndex(Transaction& transaction) {
  std::vector<std::string> tenants;
  for (const auto& row : transaction.Run(sql::kTenantsToIndex)) {
    tenants.emplace_back(row[0].c_str());
  }
  return tenants;
}

// How many utterances it was.
Result<std::size_t> IndexSome(Transaction& transaction, std::string_view tenant,
                              int tasks) {
  // Lost together with the removal of its tasks, if it is.
  transaction.Run(sql::kCommitLate);
  const auto rows = transaction.Run(sql::kTakeSearchTasks, tasks, kUtterances);
  if (rows.empty()) return 0;
  BinaryArray ids(ArrayOf::kUuid);
  BinaryArray seqs(ArrayOf::kInt4);
  BinaryArray terms(ArrayOf::kText);
  for (const auto& row : rows) {
    ids.AddUuid(row[0].c_str());
    seqs.AddInt4(row[1].as<std::int32_t>());
    const std::string_view text(row[2].c_str(), row[2].size());
    terms.AddText(NumbersParameter(TermsOf(tenant, text)));
  }
  transaction.Run(sql::kInsertTerms, ids.Parameter(), seqs.Parameter(),
                  terms.Parameter());
  return rows.size();
}

// Some of each tenant, so that none waits for another's backlog or trouble.
// True if there was anything.
Task<Result<bool>> IndexRound(Database& database, int tasks) {
  const auto nobody = CallContext::ForService("", "session");
  const auto tenants = co_await database.Run(nobody, TenantsToIndex);
  if (!tenants) co_return Failure(tenants.error());
  Result<bool> any = false;
  for (const std::string& tenant : *tenants) {
    const auto call = CallContext::ForService(tenant, "session");
    const auto done =
        co_await database.Run(call, [&](Transaction& transaction) {
          return IndexSome(transaction, tenant, tasks);
        });
    if (!done) {
      any = Failure(done.error());
    } else if (any) {
      any = *any || *done > 0;
    }
  }
  co_return any;
}

}  // namespace

Task<void> IndexForever(Database& database, int percent) {
  bool well = true;
  for (;;) {
    const auto start = steady_clock::now();
    const auto more =
        co_await IndexRound(database, well ? kTasks : kTasksAfterFailure);
    if (!more && well) {
      Log().warn("the search index waits for the store: {}",
                 more.error().reason);
    }
    well = more.has_value();
    if (well && *more) {
      const auto worked =
          std::chrono::ceil<milliseconds>(steady_clock::now() - start);
      co_await Pause(
          std::min(worked * (100 - percent) / percent, kLongestRest));
    } else {
      co_await Pause(kInterval);
    }
  }
}

}  // namespace aicc::session
