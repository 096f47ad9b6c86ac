#pragma once

#include <string_view>
#include <utility>

#include "common/database.h"
#include "services/session/domain/event.h"
#include "services/session/storage/binary_array.h"

namespace aicc::session {

// Events on their way into the log: one array a column, for one statement.
class EventColumns {
 public:
  void Add(std::string_view session_id, const Event& event);
  bool empty() const { return empty_; }

  // Runs `query`, insert_events or one that begins like it, with `more` as its
  // further parameters.
  template <typename... More>
  void Insert(Transaction& transaction, const Query& query,
              TimePoint record_time, More&&... more) {
    transaction.Run(
        query, BinaryTime(record_time), session_id_.Parameter(),
        seq_.Parameter(), event_id_.Parameter(), type_.Parameter(),
        event_time_.Parameter(), speaker_.Parameter(), floor_epoch_.Parameter(),
        agent_id_.Parameter(), confidence_.Parameter(), text_.Parameter(),
        data_.Parameter(), audience_.Parameter(), std::forward<More>(more)...);
  }

 private:
  void AddUtterance(const Utterance& utterance);

  bool empty_ = true;
  BinaryArray session_id_{ArrayOf::kUuid};
  BinaryArray seq_{ArrayOf::kInt4};
  BinaryArray event_id_{ArrayOf::kText};
  BinaryArray type_{ArrayOf::kInt2};
  BinaryArray event_time_{ArrayOf::kTimestamptz};
  BinaryArray speaker_{ArrayOf::kInt2};
  BinaryArray floor_epoch_{ArrayOf::kInt4};
  BinaryArray agent_id_{ArrayOf::kText};
  BinaryArray confidence_{ArrayOf::kFloat8};
  BinaryArray text_{ArrayOf::kText};
  BinaryArray data_{ArrayOf::kText};
  BinaryArray audience_{ArrayOf::kInt2};
};

}  // namespace aicc::session
