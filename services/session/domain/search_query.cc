#include "services/session/domain/search_query.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <tuple>

#include "common/korean.h"
#include "services/session/domain/errors.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxWords = 10;

using Pattern = SearchQuery::Pattern;

SearchQuery::Word HangulWord(CodesView letters) {
  SearchQuery::Word word;
  if (letters.size() > 1) {
    word.patterns.push_back(
        {TermKind::kPair, Codes(WithoutParticles(letters))});
  }
  if (const auto syllable = OnlySyllable(letters)) {
    word.patterns.push_back({TermKind::kSyllable, Codes(1, *syllable)});
  }
  return word;
}

bool IsShort(const Token& word) { return OnlySyllable(word.text).has_value(); }

bool HasParticle(const Token& word) {
  return WithoutParticles(word.text).size() < word.text.size();
}

// `words`, those of one syllable joined to the word before them; to the one
// after if that has ended with a particle, or is none.
std::vector<Codes> JoinShortWords(std::span<const Token> words) {
  std::vector<Codes> joined;
  bool open = false;  // The last of `joined` takes a short word.
  bool lone = false;  // It is short itself, and takes any.
  for (const Token& word : words) {
    const bool is_short = IsShort(word);
    if (lone || (open && is_short)) {
      joined.back() += word.text;
      lone = false;
    } else {
      joined.push_back(word.text);
      lone = is_short;
    }
    open = !HasParticle(word);
  }
  return joined;
}

bool IsNumber(const Token& word) { return word.script == Script::kDigits; }

// The words of `run` that mean something: not the particle of a Latin word. 만
// after a number is ten thousand.
std::span<const Token> WordsOf(const SearchText& text, const HangulRun& run) {
  const int begin = run.origin.front();
  std::span<const Token> words(run.words);
  const bool thousands = words[0].text == U"만";
  const bool attached = std::ranges::any_of(text.words, [&](const Token& word) {
    return word.end == begin && !(thousands && IsNumber(word));
  });
  return attached && IsParticle(words[0].text) ? words.subspan(1) : words;
}

void Add(SearchQuery::Word word, std::vector<int>* reading,
         SearchQuery* query) {
  reading->push_back(static_cast<int>(query->words.size()));
  query->words.push_back(std::move(word));
}

// Where `run` has `begin` to `end` of its letters, is it what was meant?
// Letters of several words are, but a single one must be all there is of its
// word, or 나이 would be found in 하나 이용.
bool Stands(const HangulRun& run, int begin, int end) {
  const auto word_at = [&run](int at) -> const Token& {
    return *std::ranges::upper_bound(run.words, at, {}, &Token::end);
  };
  const Token& first = word_at(begin);
  const Token& last = word_at(end - 1);
  if (&first == &last) return true;
  if (begin != first.begin && first.end - begin < 2) return false;
  const auto tail = static_cast<std::size_t>(end - last.begin);
  return tail > 1 || WithoutParticles(last.text, tail).size() == tail;
}

class Finder {
 public:
  Finder(const SearchText& text, int word, std::vector<Found>* found)
      : text_(text), word_(word), found_(found) {}

  void Find(const Pattern& pattern) {
    if (pattern.kind == TermKind::kWord) FindWord(pattern.letters);
    for (const HangulRun& run : text_.runs) {
      if (pattern.kind == TermKind::kPair) FindLetters(run, pattern.letters);
      if (pattern.kind == TermKind::kSyllable) {
        FindSyllable(run, pattern.letters[0]);
      }
    }
  }

 private:
  void FindWord(const Codes& stem) {
    for (const Token& word : text_.words) {
      if (word.text == stem) Add(word.begin, word.end);
    }
  }

  void FindLetters(const HangulRun& run, const Codes& letters) {
    for (std::size_t at = run.letters.find(letters); at != Codes::npos;
         at = run.letters.find(letters, at + 1)) {
      const int begin = static_cast<int>(at);
      const int end = static_cast<int>(at + letters.size());
      if (Stands(run, begin, end)) AddLetters(run, begin, end);
    }
  }

  void FindSyllable(const HangulRun& run, char32_t syllable) {
    for (const Token& word : run.words) {
      if (OnlySyllable(word.text) == syllable) {
        AddLetters(run, word.begin, word.begin + 1);
      }
    }
  }

  void AddLetters(const HangulRun& run, int begin, int end) {
    Add(run.origin[static_cast<std::size_t>(begin)],
        run.origin[static_cast<std::size_t>(end) - 1] + 1);
  }

  // `begin` and `end` are places in the folded text.
  void Add(int begin, int end) {
    const Folded& folded = text_.folded;
    found_->push_back({word_, folded.start[static_cast<std::size_t>(begin)],
                       folded.end[static_cast<std::size_t>(end) - 1]});
  }

  const SearchText& text_;
  const int word_;
  std::vector<Found>* const found_;
};

}  // namespace

Result<SearchQuery> ReadQuery(std::string_view utf8) {
  const SearchText text = ReadForSearch(utf8);
  SearchQuery query;
  for (const Token& word : text.words) {
    Add({{{TermKind::kWord, word.text}}}, &query.as_typed, &query);
  }
  query.joined = query.as_typed;
  std::vector<Codes> joined;
  for (const HangulRun& run : text.runs) {
    const auto words = WordsOf(text, run);
    for (const Token& word : words) {
      Add(HangulWord(word.text), &query.as_typed, &query);
    }
    std::ranges::move(JoinShortWords(words), std::back_inserter(joined));
  }
  if (query.words.empty()) return QueryWithoutWords();
  if (query.words.size() > kMaxWords) {
    return InvalidField(
        "query", "must have at most " + std::to_string(kMaxWords) + " words");
  }
  if (query.joined.size() + joined.size() == query.words.size()) {
    query.joined.clear();
    return query;
  }
  for (const Codes& word : joined) Add(HangulWord(word), &query.joined, &query);
  return query;
}

bool SaysAll(const SearchQuery& query, const std::set<int>& said) {
  const auto all = [&said](const std::vector<int>& reading) {
    return !reading.empty() && std::ranges::includes(said, reading);
  };
  return all(query.as_typed) || all(query.joined);
}

std::vector<std::int32_t> TermsOf(std::string_view tenant,
                                  const Pattern& pattern) {
  const CodesView letters = pattern.letters;
  if (pattern.kind != TermKind::kPair) {
    return {Term(tenant, pattern.kind, letters)};
  }
  std::vector<std::int32_t> terms;
  for (std::size_t at = 0; at + 2 <= letters.size(); ++at) {
    terms.push_back(Term(tenant, TermKind::kPair, letters.substr(at, 2)));
  }
  return terms;
}

std::vector<Found> FindWords(const SearchQuery& query,
                             std::string_view utterance) {
  const SearchText text = ReadForSearch(utterance);
  std::vector<Found> found;
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    Finder finder(text, static_cast<int>(i), &found);
    for (const Pattern& pattern : query.words[i].patterns) {
      finder.Find(pattern);
    }
  }
  std::ranges::sort(found, {}, [](const Found& f) {
    return std::tuple(f.begin, f.end, f.word);
  });
  return found;
}

}  // namespace aicc::session
