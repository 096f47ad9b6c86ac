#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "common/text.h"
#include "services/session/domain/search_text.h"

namespace aicc::session {

// What is looked for in utterances. See SearchSessions in session.proto for
// what it promises.
struct SearchQuery {
  struct Pattern {
    // kPair: anywhere in Hangul. The others: a whole word.
    TermKind kind = TermKind::kWord;
    Codes letters;
  };

  // Said where any of its patterns is.
  struct Word {
    std::vector<Pattern> patterns;
  };

  std::vector<Word> words;

  // Numbers of `words`; all those of one reading must be said. `as_typed` takes
  // each word by itself; `joined` has words of one syllable joined to a
  // neighbour (요금 제), and is empty if there are none.
  std::vector<int> as_typed;
  std::vector<int> joined;
};

// True if `said`, numbers of words, has all of one reading.
bool SaysAll(const SearchQuery& query, const std::set<int>& said);

// QueryWithoutWords; InvalidField if there are too many.
Result<SearchQuery> ReadQuery(std::string_view utf8);

// Everything that an utterance must have for `pattern` to be in it; it may have
// all of it and not the pattern.
std::vector<std::int32_t> TermsOf(std::string_view tenant,
                                  const SearchQuery::Pattern& pattern);

// A place in an utterance, in code points.
struct Found {
  int word = 0;  // Its number in the query.
  int begin = 0;
  int end = 0;
};

// Where the query's words are said, in order.
std::vector<Found> FindWords(const SearchQuery& query,
                             std::string_view utterance);

}  // namespace aicc::session
