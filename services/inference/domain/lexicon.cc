#include "services/inference/domain/lexicon.h"

#include <algorithm>

#include "services/inference/domain/concepts.h"
#include "services/inference/domain/language.h"

namespace aicc::inference {
namespace {

// A Latin or digit end must be the end of a word; a plural s may follow.
bool EndsWord(CodesView folded, std::size_t last) {
  std::size_t next = last + 1;
  if (!IsLatin(folded[last]) && !IsDigit(folded[last])) return true;
  if (next < folded.size() && folded[next] == U's') ++next;
  const auto in_word = [&](std::size_t at) {
    return at < folded.size() && (IsLatin(folded[at]) || IsDigit(folded[at]));
  };
  return !in_word(next);
}

bool BeginsWord(CodesView folded, std::size_t first, std::size_t length) {
  if (first == 0) return true;
  const char32_t before = folded[first - 1];
  if (IsLatin(folded[first]) || IsDigit(folded[first])) {
    return !IsLatin(before) && !IsDigit(before);
  }
  // Inside a Korean compound only what is too long to be there by chance.
  return length > 2 || !IsHangul(before);
}

}  // namespace

void Lexicon::Phrases::Add(CodesView phrase, int entry) {
  std::vector<int> origin;
  Codes key = WithoutSpaces(phrase, &origin);
  if (key.empty()) return;
  lengths.push_back(key.size());
  auto& of = entries[std::move(key)];
  if (std::ranges::find(of, entry) == of.end()) of.push_back(entry);
}

void Lexicon::Phrases::Finish() {
  std::ranges::sort(lengths, std::ranges::greater());
  const auto rest = std::ranges::unique(lengths);
  lengths.erase(rest.begin(), rest.end());
}

Lexicon::Lexicon(const Pack& pack) {
  for (std::size_t i = 0; i < pack.entities.size(); ++i) {
    for (const auto& [locale, names] : pack.entities[i].names) {
      for (const std::string& name : names) {
        names_.Add(FoldText(name), static_cast<int>(i));
      }
    }
  }
  int group = 0;
  for (const auto& words : pack.synonyms) {
    for (const std::string& word : words) AddSynonym(word, group);
    ++group;
  }
  for (std::string_view words : Concepts()) {
    for (std::size_t comma = 0; comma != words.npos;) {
      comma = words.find(',');
      AddSynonym(words.substr(0, comma), group);
      words.remove_prefix(std::min(comma, words.size() - 1) + 1);
    }
    ++group;
  }
  names_.Finish();
  synonyms_.Finish();
}

void Lexicon::AddSynonym(std::string_view word, int group) {
  const Codes folded = FoldText(word);
  const auto tokens = Tokenize(folded);
  if (tokens.size() == 1 && tokens[0].script != Script::kHangul) {
    stems_[Stem(tokens[0])].push_back(group);
  } else {
    synonyms_.Add(folded, group);
  }
}

// Calls visit(begin, end, entries) for each phrase at each place, the longest
// first; visit returns true to go on behind the phrase.
template <typename Visit>
void Lexicon::Scan(const Phrases& phrases, CodesView folded, Visit visit) {
  std::vector<int> origin;
  const Codes text = WithoutSpaces(folded, &origin);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t step = 1;
    for (const std::size_t length : phrases.lengths) {
      if (length > text.size() - at) continue;
      const auto begin = static_cast<std::size_t>(origin[at]);
      if (!BeginsWord(folded, begin, length)) continue;
      const auto found =
          phrases.entries.find(CodesView(text).substr(at, length));
      if (found == phrases.entries.end()) continue;
      const auto last = static_cast<std::size_t>(origin[at + length - 1]);
      if (!EndsWord(folded, last)) continue;
      if (visit(static_cast<int>(begin), static_cast<int>(last) + 1,
                found->second)) {
        step = length;
        break;
      }
    }
    at += step;
  }
}

std::vector<Lexicon::Hit> Lexicon::FindNames(CodesView folded) const {
  std::vector<Hit> hits;
  Scan(names_, folded,
       [&](int begin, int end, const std::vector<int>& entries) {
         hits.push_back({begin, end, entries.front()});
         return true;
       });
  return hits;
}

std::vector<int> Lexicon::FindSynonyms(CodesView folded,
                                       const std::vector<Token>& tokens) const {
  std::vector<int> groups;
  Scan(synonyms_, folded, [&](int, int, const std::vector<int>& entries) {
    groups.insert(groups.end(), entries.begin(), entries.end());
    return true;
  });
  for (const Token& token : tokens) {
    if (token.script == Script::kHangul) continue;
    const auto found = stems_.find(Stem(token));
    if (found == stems_.end()) continue;
    groups.insert(groups.end(), found->second.begin(), found->second.end());
  }
  std::ranges::sort(groups);
  const auto rest = std::ranges::unique(groups);
  groups.erase(rest.begin(), rest.end());
  return groups;
}

}  // namespace aicc::inference
