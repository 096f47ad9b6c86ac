#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/session/domain/search_query.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// Parameters of queries, as the text of arrays.

std::string NumbersParameter(std::span<const std::int32_t> numbers);

// Empty for none.
std::string StatesParameter(std::span<const State> states);

// What a query looks for, as search_walk and its like take it. Without a query
// there is no pattern.
class SearchPatterns {
 public:
  SearchPatterns(std::string_view tenant,
                 const std::optional<SearchQuery>& query);

  // The number of each pattern's word, and its terms.
  const std::string& words() const { return words_; }
  const std::string& terms() const { return terms_; }
  // Numbers of words, by reading.
  const std::string& as_typed() const { return as_typed_; }
  const std::string& joined() const { return joined_; }  // Empty: none.

 private:
  std::string words_;
  std::string terms_;
  std::string as_typed_;
  std::string joined_;
};

}  // namespace aicc::session
