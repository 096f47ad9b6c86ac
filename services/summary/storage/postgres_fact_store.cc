#include "services/summary/storage/postgres_fact_store.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "services/summary/storage/json.h"
#include "summary_queries.h"

namespace aicc::summary {
namespace {

using std::chrono::microseconds;

std::int64_t Micros(TimePoint time) { return time.time_since_epoch().count(); }

std::optional<std::string> Micros(const std::optional<TimePoint>& time) {
  if (!time) return std::nullopt;
  return std::to_string(Micros(*time));
}

const char* OrNull(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

TimePoint TimeAt(const pqxx::field& field) {
  return TimePoint(microseconds(field.as<std::int64_t>()));
}

std::optional<TimePoint> OptionalTimeAt(const pqxx::field& field) {
  if (field.is_null()) return std::nullopt;
  return TimeAt(field);
}

microseconds SpanAt(const pqxx::field& field) {
  return microseconds(field.as<std::int64_t>());
}

ContactFact FromRow(const pqxx::row& row) {
  ContactFact fact;
  fact.session_id = row["session_id"].as<std::string>();
  fact.start_time = TimeAt(row["start_us"]);
  fact.last_seq = row["last_seq"].as<int>();
  // The table's check admits no other.
  fact.state = StateFromName(row["state"].c_str()).value();
  fact.state_time = TimeAt(row["state_us"]);
  fact.queue_time = OptionalTimeAt(row["queue_us"]);
  fact.connect_time = OptionalTimeAt(row["connect_us"]);
  fact.end_time = OptionalTimeAt(row["end_us"]);
  fact.close_time = OptionalTimeAt(row["close_us"]);
  fact.wait = SpanAt(row["wait_us"]);
  fact.talk = SpanAt(row["talk_us"]);
  fact.hold = SpanAt(row["hold_us"]);
  fact.wrap_up = SpanAt(row["wrap_up_us"]);
  fact.handled_by = row["handled_by"].as<std::string>();
  fact.first_intent = row["first_intent"].as<std::string>();
  fact.disposition = row["disposition"].as<std::string>();
  if (!row["rating"].is_null()) fact.rating = row["rating"].as<int>();
  fact.answers_by_tier = CountsFromJson(row["answers"].c_str());
  ProgressFromJson(row["progress"].c_str(), &fact);
  return fact;
}

void Upsert(Transaction& t, const ContactFact& fact) {
  const auto queue = Micros(fact.queue_time);
  const auto connect = Micros(fact.connect_time);
  const auto end = Micros(fact.end_time);
  const auto close = Micros(fact.close_time);
  std::optional<std::string> rating;
  if (fact.rating) rating = std::to_string(*fact.rating);
  t.Run(sql::kUpsertFact, fact.session_id, fact.last_seq,
        Micros(fact.start_time), std::string(StateName(fact.state)),
        Micros(fact.state_time), OrNull(queue), OrNull(connect), OrNull(end),
        OrNull(close), std::int64_t{fact.wait.count()},
        std::int64_t{fact.talk.count()}, std::int64_t{fact.hold.count()},
        std::int64_t{fact.wrap_up.count()}, fact.handled_by, fact.first_intent,
        fact.disposition, OrNull(rating), CountsToJson(fact.answers_by_tier),
        CountsToJson(EscalationsOf(fact)), ProgressToJson(fact));
}

// Where select_report.sql's totals go.
constexpr std::array kTotals =
    std::to_array<std::pair<std::string_view, std::int64_t Totals::*>>({
        {"contacts", &Totals::contacts},
        {"ended", &Totals::ended},
        {"by_bot", &Totals::by_bot},
        {"contained", &Totals::contained},
        {"by_agent", &Totals::by_agent},
        {"queued", &Totals::queued},
        {"answered", &Totals::answered},
        {"in_time", &Totals::in_time},
        {"abandoned", &Totals::abandoned},
        {"never_answered", &Totals::never_answered},
        {"wait_us", &Totals::wait_us},
        {"handled", &Totals::handled},
        {"talk_us", &Totals::talk_us},
        {"hold_us", &Totals::hold_us},
        {"wrap_up_us", &Totals::wrap_up_us},
        {"rated", &Totals::rated},
        {"satisfied", &Totals::satisfied},
        {"rating_sum", &Totals::rating_sum},
    });

std::vector<LabelCount>* ListOf(std::string_view kind, ReportFigures* figures) {
  if (kind == "handled_by") return &figures->handled_by;
  if (kind == "tier") return &figures->answers_by_tier;
  if (kind == "escalation") return &figures->escalations_by_reason;
  if (kind == "intent") return &figures->top_intents;
  return &figures->dispositions;
}

Result<ReportFigures> SelectReport(Transaction& t, std::int64_t from,
                                   std::int64_t to, std::int64_t in_time) {
  ReportFigures figures;
  for (const pqxx::row& row : t.Run(sql::kSelectReport, from, to, in_time)) {
    const std::string kind = row[0].as<std::string>();
    const std::string label = row[1].as<std::string>();
    const auto value = row[2].as<std::int64_t>();
    if (kind != "total") {
      ListOf(kind, &figures)->push_back({label, value});
      continue;
    }
    for (const auto& [name, member] : kTotals) {
      if (name == label) figures.totals.*member = value;
    }
  }
  return figures;
}

}  // namespace

Task<Result<std::map<std::string, ContactFact>>> PostgresFactStore::Get(
    const CallContext& call, const std::vector<std::string>& session_ids) {
  // Ids are UUIDs: nothing in them needs to be escaped.
  std::string array = "{";
  for (const std::string& id : session_ids) {
    if (array.size() > 1) array += ',';
    array += id;
  }
  array += '}';
  using Facts = std::map<std::string, ContactFact>;
  co_return co_await database_.Run(
      call, [&array](Transaction& t) -> Result<Facts> {
        Facts facts;
        for (const pqxx::row& row :
             t.Run(sql::kSelectFacts, array, kFactVersion)) {
          ContactFact fact = FromRow(row);
          const std::string id = fact.session_id;
          facts.emplace(id, std::move(fact));
        }
        return facts;
      });
}

Task<Result<void>> PostgresFactStore::Save(
    const CallContext& call, const std::vector<ContactFact>& facts) {
  // Two reports that save the same rows at once take their locks in one order.
  std::vector<const ContactFact*> ordered;
  for (const ContactFact& fact : facts) ordered.push_back(&fact);
  std::ranges::sort(ordered, {}, [](const ContactFact* fact) {
    return std::string_view(fact->session_id);
  });
  co_return co_await database_.Run(call,
                                   [&ordered](Transaction& t) -> Result<void> {
                                     for (const ContactFact* fact : ordered)
                                       Upsert(t, *fact);
                                     return {};
                                   });
}

Task<Result<ReportFigures>> PostgresFactStore::AddUp(
    const CallContext& call, TimePoint from, TimePoint to,
    std::chrono::seconds service_level) {
  const std::int64_t in_time = microseconds(service_level).count();
  co_return co_await database_.Run(call, [=](Transaction& t) {
    return SelectReport(t, Micros(from), Micros(to), in_time);
  });
}

}  // namespace aicc::summary
