#pragma once

#include "common/database.h"
#include "services/session/domain/session_search.h"

namespace aicc::session {

// Searches in PostgreSQL, by terms and then by the words themselves: what the
// terms promise is looked at before it is told. See the service's README.
class PostgresSessionSearch final : public SessionSearch {
 public:
  // `database` must outlive it.
  explicit PostgresSessionSearch(Database& database) : database_(database) {}

  Task<Result<std::vector<SearchHit>>> Search(
      const CallContext& call, const SearchFilter& filter,
      const std::optional<SearchQuery>& query) override;

 private:
  Database& database_;
};

}  // namespace aicc::session
