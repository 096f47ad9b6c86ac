#include "services/summary/storage/postgres_summary_store.h"

#include <cstdint>
#include <string>
#include <utility>

#include "services/summary/storage/json.h"
#include "summary_queries.h"

namespace aicc::summary {
namespace {

Summary SummaryFromRow(const pqxx::row& row) {
  Summary summary;
  summary.session_id = row["session_id"].as<std::string>();
  summary.last_seq = row["last_seq"].as<int>();
  summary.locale = row["locale"].as<std::string>();
  summary.model = row["model"].as<std::string>();
  summary.dropped_sentence_count = row["dropped_sentence_count"].as<int>();
  summary.sections = SectionsFromJson(row["sections"].c_str());
  summary.entities = EntitiesFromJson(row["entities"].c_str());
  summary.create_time =
      TimePoint(std::chrono::microseconds(row["create_us"].as<std::int64_t>()));
  return summary;
}

Result<std::optional<Summary>> Select(Transaction& t, const std::string& id) {
  const pqxx::result rows = t.Run(sql::kSelectSummary, id);
  if (rows.empty()) return std::optional<Summary>();
  return std::optional(SummaryFromRow(rows[0]));
}

Result<Summary> Insert(Transaction& t, const Summary& summary) {
  t.Run(sql::kInsertSummary, summary.session_id, summary.last_seq,
        summary.locale, summary.model, summary.dropped_sentence_count,
        SectionsToJson(summary.sections), EntitiesToJson(summary.entities),
        std::int64_t{summary.create_time.time_since_epoch().count()});
  // Whoever was first, or, by now, further.
  auto kept = Select(t, summary.session_id);
  if (!kept) return Failure(kept.error());
  return **std::move(kept);
}

}  // namespace

Task<Result<std::optional<Summary>>> PostgresSummaryStore::Latest(
    const CallContext& call, std::string_view session_id) {
  const std::string id(session_id);
  co_return co_await database_.Run(
      call, [&id](Transaction& t) { return Select(t, id); });
}

Task<Result<Summary>> PostgresSummaryStore::Keep(const CallContext& call,
                                                 const Summary& summary) {
  co_return co_await database_.Run(
      call, [&summary](Transaction& t) { return Insert(t, summary); });
}

}  // namespace aicc::summary
