#include "services/session/storage/session_search.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "services/session/storage/binary_array.h"
#include "services/session/storage/rows.h"
#include "services/session/storage/search_patterns.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

// Contacts to go through at once, at first and at most.
constexpr std::size_t kFirstWalk = 100;
constexpr std::size_t kLongestWalk = 2'000;

// A word in less than one of so many contacts is rare: the index finds it
// sooner than going through contacts does.
constexpr std::size_t kRare = 30;

std::set<int> WordsFrom(const pqxx::field& array) {
  std::set<int> words;
  auto parser = array.as_array();
  for (auto [token, text] = parser.get_next();
       token != pqxx::array_parser::done;
       std::tie(token, text) = parser.get_next()) {
    if (token == pqxx::array_parser::string_value)
      words.insert(std::stoi(text));
  }
  return words;
}

// One search, in one transaction.
class Search {
 public:
  Search(Transaction& transaction, std::string_view tenant,
         const SearchFilter& filter, const std::optional<SearchQuery>& query)
      : transaction_(transaction),
        filter_(filter),
        query_(query),
        patterns_(tenant, query),
        after_(filter.after) {}

  std::vector<SearchHit> Run() {
    transaction_.Run(sql::kPlanForValues);
    if (!query_) {
      for (std::string& id : Walk(filter_.limit).ids) Keep(std::move(id), {});
    } else if (!WalkForHits()) {
      AskIndex();
    }
    ReadSessions();
    return std::move(hits_);
  }

 private:
  struct Walked {
    std::size_t count = 0;
    std::vector<std::string> ids;  // Of those that have the words, if any.
  };

  // Newest first through the contacts that pass the filter: at its best if the
  // words are common or the filter lets few pass. False if it is neither.
  bool WalkForHits() {
    for (std::size_t count = kFirstWalk;;
         count = std::min(2 * count, kLongestWalk)) {
      const Walked walked = Walk(count);
      KeepHits(walked.ids);
      if (walked.count < count || Full()) return true;
      if (hits_.size() * kRare < walked_) return false;
    }
  }

  // From the index what is left. Mostly all that have the terms have the words.
  void AskIndex() {
    for (std::size_t count = filter_.limit;; count *= 4) {
      const auto ids = SelectFromIndex(count);
      KeepHits(ids);
      if (ids.size() < count || Full()) return;
    }
  }

  bool Full() const { return hits_.size() == filter_.limit; }

  // The next `count` contacts.
  Walked Walk(std::size_t count) {
    const pqxx::result rows = Select(sql::kSearchWalk, count);
    Walked walked{rows.size(), {}};
    for (const auto& row : rows) {
      GoTo(row);
      const auto said = WordsFrom(row["words"]);
      for (const int word : said) ++contacts_with_[word];
      if (!query_ || SaysAll(*query_, said)) walked.ids.push_back(after_->id);
    }
    walked_ += walked.count;
    return walked;
  }

  std::vector<std::string> SelectFromIndex(std::size_t count) {
    std::vector<int> rare;
    for (int word = 0; word < static_cast<int>(query_->words.size()); ++word) {
      if (contacts_with_[word] * kRare < walked_) rare.push_back(word);
    }
    std::vector<std::string> ids;
    for (const auto& row :
         Select(sql::kSearchIndex, count, patterns_.as_typed(),
                OrNull(patterns_.joined()), NumbersParameter(rare))) {
      GoTo(row);
      ids.push_back(after_->id);
    }
    return ids;
  }

  void GoTo(const pqxx::row& row) {
    after_ = {*TimeFrom(row["start_us"]), row["session_id"].c_str()};
  }

  template <typename... More>
  pqxx::result Select(const Query& query, std::size_t count, More&&... more) {
    std::optional<std::string> start;
    std::optional<std::string> id;
    if (after_) {
      start = std::to_string(Micros(after_->start_time));
      id = after_->id;
    }
    const auto from = Micros(filter_.start_from);
    const auto to = Micros(filter_.start_to);
    const auto states = StatesParameter(filter_.states);
    return transaction_.Run(
        query, OrNull(start), OrNull(id), OrNull(from), OrNull(to),
        OrNull(states), OrNull(filter_.queue), OrNull(filter_.agent_id),
        OrNull(filter_.customer_id), OrNull(filter_.disposition),
        OrNull(filter_.intent), count, patterns_.words(), patterns_.terms(),
        std::forward<More>(more)...);
  }

  // Of candidates, in order, those in which the words really are; reads no more
  // texts than there is room for hits.
  void KeepHits(std::span<const std::string> ids) {
    while (!ids.empty() && !Full()) {
      const auto some =
          ids.first(std::min(ids.size(), filter_.limit - hits_.size()));
      ids = ids.subspan(some.size());
      auto texts = ReadTexts(some);
      for (const std::string& id : some) {
        const auto& utterances = texts[id];
        if (IsSaid(*query_, utterances)) Keep(id, BestHighlights(utterances));
      }
    }
  }

  void Keep(std::string id, std::vector<Highlight> highlights) {
    hits_.push_back({});
    hits_.back().session.id = std::move(id);
    hits_.back().highlights = std::move(highlights);
  }

  std::unordered_map<std::string, std::vector<FoundUtterance>> ReadTexts(
      std::span<const std::string> ids) {
    std::unordered_map<std::string, std::vector<FoundUtterance>> texts;
    for (const auto& row :
         transaction_.Run(sql::kSearchTexts, UuidsParameter(ids),
                          patterns_.words(), patterns_.terms())) {
      FoundUtterance utterance{
          row["seq"].as<std::int32_t>(),
          *TimeFrom(row["event_us"]),
          static_cast<Speaker>(row["speaker"].as<std::int16_t>()),
          row["text"].c_str(),
          {}};
      utterance.found = FindWords(*query_, utterance.text);
      texts[row["session_id"].c_str()].push_back(std::move(utterance));
    }
    return texts;
  }

  static pqxx::binarystring UuidsParameter(std::span<const std::string> ids) {
    BinaryArray array(ArrayOf::kUuid);
    for (const std::string& id : ids) array.AddUuid(id);
    return array.Parameter();
  }

  void ReadSessions() {
    std::vector<std::string> ids;
    for (const SearchHit& hit : hits_) ids.push_back(hit.session.id);
    std::unordered_map<std::string, Session> sessions;
    for (const auto& row :
         transaction_.Run(sql::kSelectSessions, UuidsParameter(ids))) {
      Session session = SessionFromRow(row);
      std::string id = session.id;
      sessions.emplace(std::move(id), std::move(session));
    }
    std::erase_if(hits_, [&](SearchHit& hit) {
      const auto found = sessions.find(hit.session.id);
      if (found == sessions.end()) return true;  // Removed just now.
      hit.session = std::move(found->second);
      return false;
    });
  }

  Transaction& transaction_;
  const SearchFilter& filter_;
  const std::optional<SearchQuery>& query_;
  const SearchPatterns patterns_;
  std::optional<SearchPlace> after_;
  std::size_t walked_ = 0;                    // Contacts, so far.
  std::map<int, std::size_t> contacts_with_;  // Of these, a word's.
  std::vector<SearchHit> hits_;
};

}  // namespace

Task<Result<std::vector<SearchHit>>> PostgresSessionSearch::Search(
    const CallContext& call, const SearchFilter& filter,
    const std::optional<SearchQuery>& query) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<SearchHit>> {
        return aicc::session::Search(transaction, call.caller().tenant, filter,
                                     query)
            .Run();
      });
}

}  // namespace aicc::session
