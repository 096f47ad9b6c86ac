#include "services/session/storage/append_batch.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/storage/events_insert.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

// The appends of one tenant in a batch, on their way.
class TenantBatch {
 public:
  TenantBatch(Transaction& transaction, TimePoint now)
      : transaction_(transaction), now_(now) {}

  void Add(Append* append, Result<Appended>* result) {
    items_.push_back({append, result, 0});
  }

  void Run(std::vector<std::string>* changed) {
    LockHeads();
    if (heads_.empty()) {
      for (Item& item : items_) {
        *item.result = SessionNotFound(item.append->session_id);
      }
      return;
    }
    FindDuplicates();
    for (Item& item : items_) *item.result = Decide(item);
    Save(changed);
  }

 private:
  struct Item {
    Append* append;
    Result<Appended>* result;
    std::int32_t first_seq;  // Of the same event, if it is there already.
  };
  struct Head {
    SessionHead head;
    std::unordered_map<std::string_view, std::int32_t> added;  // By event id.
  };

  void LockHeads() {
    std::vector<std::string_view> ids;
    ids.reserve(items_.size());
    for (const Item& item : items_) ids.push_back(item.append->session_id);
    std::ranges::sort(ids);
    const auto rest = std::ranges::unique(ids);
    ids.erase(rest.begin(), rest.end());
    BinaryArray parameter(ArrayOf::kUuid);
    for (const std::string_view id : ids) parameter.AddUuid(id);
    const auto rows = transaction_.Run(sql::kLockHeads, parameter.Parameter());
    heads_.reserve(rows.size());
    for (const auto& row : rows) {
      SessionHead head = HeadFromRow(row);
      std::string id = head.id;
      const auto [entry, _] =
          heads_.emplace(std::move(id), Head{std::move(head), {}});
      in_order_.push_back(&entry->second);
    }
  }

  void FindDuplicates() {
    BinaryArray sessions(ArrayOf::kUuid);
    BinaryArray events(ArrayOf::kText);
    for (const Item& item : items_) {
      sessions.AddUuid(item.append->session_id);
      events.AddText(item.append->event.event_id);
    }
    for (const auto& row :
         transaction_.Run(sql::kSelectDuplicates, sessions.Parameter(),
                          events.Parameter())) {
      items_[row[0].as<std::size_t>() - 1].first_seq =
          row[1].as<std::int32_t>();
    }
  }

  Result<Appended> Decide(Item& item) {
    Append& append = *item.append;
    const auto found = heads_.find(append.session_id);
    if (found == heads_.end()) return SessionNotFound(append.session_id);
    auto& [head, added] = found->second;
    if (auto seen = MaySee(append.caller, head.customer_id, head.id); !seen) {
      return Failure(seen.error());
    }
    if (item.first_seq != 0) return Appended{item.first_seq, true};
    const auto again = added.find(append.event.event_id);
    if (again != added.end()) return Appended{again->second, true};
    if (append.deadline <= std::chrono::steady_clock::now()) {
      return DeadlinePassed();
    }
    auto may = MayAppend(append.caller, head, &append.event.body);
    if (!may) return Failure(may.error());
    append.event.seq = head.last_seq + 1;
    append.event.event_time = append.event_time.value_or(now_);
    append.event.record_time = now_;
    Apply(&head, append.event);
    columns_.Add(head.id, append.event);
    added.emplace(append.event.event_id, append.event.seq);
    return Appended{append.event.seq, false};
  }

  void Save(std::vector<std::string>* changed) {
    if (columns_.empty()) return;
    BinaryArray ids(ArrayOf::kUuid);
    BinaryArray seqs(ArrayOf::kInt4);
    BinaryArray intents(ArrayOf::kText);
    for (const Head* entry : in_order_) {
      if (entry->added.empty()) continue;
      ids.AddUuid(entry->head.id);
      seqs.AddInt4(entry->head.last_seq);
      intents.AddText(entry->head.intent);
      changed->push_back(entry->head.id);
    }
    columns_.Insert(transaction_, sql::kAppendEvents, now_, ids.Parameter(),
                    seqs.Parameter(), intents.Parameter());
  }

  Transaction& transaction_;
  const TimePoint now_;
  std::vector<Item> items_;
  std::unordered_map<std::string, Head> heads_;
  std::vector<const Head*>
      in_order_;  // Of their ids, as lock_heads gives them.
  EventColumns columns_;
};

}  // namespace

BatchOutcome AppendBatch(Transaction& transaction, std::span<Append> batch,
                         TimePoint now) {
  BatchOutcome outcome;
  outcome.results.resize(batch.size());
  // Tenants in order too, for the same reason as contacts.
  std::map<std::string_view, TenantBatch> tenants;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto [tenant, _] =
        tenants.try_emplace(batch[i].caller.tenant, transaction, now);
    tenant->second.Add(&batch[i], &outcome.results[i]);
  }
  for (auto& [tenant, appends] : tenants) {
    if (tenants.size() > 1) transaction.EnterTenant(std::string(tenant));
    appends.Run(&outcome.changed);
  }
  return outcome;
}

}  // namespace aicc::session
