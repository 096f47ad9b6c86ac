#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/session/domain/highlight.h"
#include "services/session/domain/search_query.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// Where a search goes on: after the contact with this start and id.
struct SearchPlace {
  TimePoint start_time;
  std::string id;
};

struct SearchFilter {
  std::optional<SearchPlace> after;  // Nothing: from the newest.
  std::size_t limit = 20;
  std::vector<State> states;  // Empty: any.
  std::optional<TimePoint> start_from;
  std::optional<TimePoint> start_to;
  std::string queue;  // These: empty means any.
  std::string agent_id;
  std::string customer_id;
  std::string disposition;
  std::string intent;
};

struct SearchHit {
  Session session;
  std::vector<Highlight> highlights;
};

// Finds contacts of the calling tenant. Any thread may call at any time. When
// the store itself fails it returns the errors of common/database.h.
class SessionSearch {
 public:
  virtual ~SessionSearch() = default;

  // Those that pass `filter`, and in which the words of `query`, if there is
  // one, are said; newest first.
  virtual Task<Result<std::vector<SearchHit>>> Search(
      const CallContext& call, const SearchFilter& filter,
      const std::optional<SearchQuery>& query) = 0;
};

}  // namespace aicc::session
