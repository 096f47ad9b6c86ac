#include "services/inference/domain/retrieval.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "services/inference/domain/retrieval_terms.h"

namespace aicc::inference {
namespace {

// BM25's saturation, and how much a longer field counts less.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.4;
// What a term counts that a field has more than once: little more.
constexpr double kRepeated = 1.3;

// The fields' weights.
constexpr double kOwn = 2.0;
constexpr double kTitle = 1.2;
constexpr double kHeading = 0.9;
constexpr double kSection = 0.3;
constexpr double kDocument = 0.15;

// How much a fact of the kind asked for adds: the numbers that can be asked
// for, and the ways and places, which half of all sentences speak of.
constexpr FactKinds kNumbers = kPrice | kVolume | kAge | kPapers;
constexpr double kNumberShare = 0.45;
constexpr double kOtherShare = 0.12;
// Documents begin with what matters most.
constexpr float kFirstLead = 1.2F;
constexpr float kIntroductionLead = 1.1F;
// How much of what is left to 1 a document gains that surely answers.
constexpr double kBoostShare = 0.45;
// How soon the score nears 1: at this share of all that BM25 could give (where
// a sentence that has every word of the question is, since BM25 saturates) it
// is 0.63.
constexpr double kFull = 0.55;

// A term in a document itself counts like so many examples that have it.
constexpr int kStated = 2;

using Counts = std::unordered_map<std::uint64_t, double>;

struct Field {
  Counts counts;
  double length = 0;

  void Add(const std::vector<SearchTerm>& terms) {
    for (const SearchTerm& term : terms) counts[term.hash] += 1;
    length += static_cast<double>(terms.size());
  }
};

// Adds `field` to the strength of its terms, by length against `average`.
void AddField(const Field& field, double weight, double average,
              Counts* strengths) {
  if (field.length == 0) return;
  const double norm =
      1 - kLengthShare + kLengthShare * field.length / std::max(average, 1.0);
  for (const auto& [hash, count] : field.counts) {
    (*strengths)[hash] += weight * (count > 1 ? kRepeated : 1) / norm;
  }
}

double Idf(double count, double with) {
  return std::log(1 + (count - with + 0.5) / (with + 0.5));
}

}  // namespace

Retriever::Retriever(const Pack& pack, const Lexicon& lexicon) : pack_(pack) {
  for (std::size_t i = 0; i < pack.documents.size(); ++i) {
    AddDocument(pack, lexicon, static_cast<int>(i));
  }
  for (auto& [locale, index] : indices_) FinishIndex(&index);
  LearnQuestions(pack, lexicon);
}

void Retriever::AddDocument(const Pack& pack, const Lexicon& lexicon,
                            int number) {
  const Document& document = pack.documents[static_cast<std::size_t>(number)];
  Index& index = indices_[document.locale];
  constexpr double kAverageSentence = 40;
  constexpr double kAverageSection = 120;
  constexpr double kAverageDocument = 400;
  constexpr double kAverageTitle = 8;

  Field title;
  Field whole;
  title.Add(SearchTerms(ReadMessage(document.title, lexicon)));
  std::vector<std::vector<Field>> own;
  std::vector<Field> sections;
  for (const Section& section : document.sections) {
    own.emplace_back();
    sections.emplace_back();
    for (const std::string& sentence : section.sentences) {
      const Message message = ReadMessage(sentence, lexicon);
      const auto terms = SearchTerms(message);
      own.back().emplace_back().Add(terms);
      sections.back().Add(terms);
      whole.Add(terms);
      const bool introduction = own.size() == 1;
      const bool first = introduction && own.back().size() == 1;
      sentences_.push_back({number, static_cast<int>(own.size()) - 1,
                            static_cast<int>(own.back().size()) - 1,
                            StatedIn(message),
                            first          ? kFirstLead
                            : introduction ? kIntroductionLead
                                           : 1.0F});
    }
  }

  auto& terms = terms_of_.emplace_back();
  for (const Field* field : {&title, &whole}) {
    for (const auto& [hash, count] : field->counts) terms[hash] += kStated;
  }

  auto id = static_cast<int>(sentences_.size());
  for (const auto& section : own) id -= static_cast<int>(section.size());
  for (std::size_t s = 0; s < own.size(); ++s) {
    Field heading;
    heading.Add(
        SearchTerms(ReadMessage(document.sections[s].heading, lexicon)));
    for (const Field& sentence : own[s]) {
      Counts strengths;
      AddField(sentence, kOwn, kAverageSentence, &strengths);
      AddField(title, kTitle, kAverageTitle, &strengths);
      AddField(heading, kHeading, kAverageTitle, &strengths);
      AddField(sections[s], kSection, kAverageSection, &strengths);
      AddField(whole, kDocument, kAverageDocument, &strengths);
      for (const auto& [hash, strength] : strengths) {
        index.terms[hash].postings.push_back(
            {id, static_cast<float>(strength / (kSaturation + strength))});
      }
      ++id;
      ++index.sentences;
    }
  }
}

void Retriever::FinishIndex(Index* index) {
  const double count = index->sentences;
  for (auto& [hash, term] : index->terms) {
    term.idf = Idf(count, static_cast<double>(term.postings.size()));
  }
  index->unknown_idf = Idf(count, 1);
}

void Retriever::LearnQuestions(const Pack& pack, const Lexicon& lexicon) {
  const double intents = static_cast<double>(pack.intents.size());
  for (auto& [locale, index] : indices_) {
    std::unordered_map<std::uint64_t, int> asked;  // Intents with the term.
    for (const Intent& intent : pack.intents) {
      std::set<std::uint64_t> seen;
      const auto examples = intent.examples.find(locale);
      if (examples == intent.examples.end()) continue;
      for (const std::string& example : examples->second) {
        std::set<std::uint64_t> here;
        for (const SearchTerm& term :
             SearchTerms(ReadMessage(example, lexicon))) {
          here.insert(term.hash);
        }
        AddExample(intent, locale, here);
        seen.merge(here);
      }
      for (const std::uint64_t hash : seen) ++asked[hash];
    }
    for (const auto& [hash, count] : asked) {
      index.specific[hash] =
          std::max(0.03, std::log((intents + 1) / (count + 1.0)) /
                             std::log(intents + 1));
    }
  }
}

double Retriever::Specificity(const Index& index, std::uint64_t term) {
  const auto found = index.specific.find(term);
  return found == index.specific.end() ? 1 : found->second;
}

std::vector<Retriever::Hit> Retriever::Search(const Message& question,
                                              std::string_view locale,
                                              std::size_t limit) const {
  const auto found = indices_.find(locale);
  if (found == indices_.end()) return {};
  const Index& index = found->second;

  double all = 0;
  std::unordered_map<int, double> sums;
  std::set<std::uint64_t> seen;
  for (const SearchTerm& term : SearchTerms(question)) {
    if (!seen.insert(term.hash).second) continue;
    const double weight = term.weight * Specificity(index, term.hash);
    const auto known = index.terms.find(term.hash);
    if (known == index.terms.end()) {
      all += weight * index.unknown_idf;
      continue;
    }
    all += weight * known->second.idf;
    for (const Posting& posting : known->second.postings) {
      sums[posting.sentence] += weight * known->second.idf * posting.strength;
    }
  }
  if (all <= 0) return {};

  const FactKinds asked = AskedFor(question);
  std::vector<Hit> hits;
  hits.reserve(sums.size());
  for (const auto& [id, sum] : sums) {
    const Sentence& sentence = sentences_[static_cast<std::size_t>(id)];
    // A factor, so that the kind of fact alone is no answer.
    double factor = sentence.lead;
    if (asked & sentence.facts & kNumbers) factor += kNumberShare;
    if (asked & sentence.facts & ~kNumbers) factor += kOtherShare;
    hits.push_back({id, 1 - std::exp(-factor * sum / all / kFull)});
  }
  const auto order = [](const Hit& hit) {
    return std::pair(-hit.score, hit.sentence);
  };
  const auto most = static_cast<std::ptrdiff_t>(std::min(limit, hits.size()));
  std::ranges::partial_sort(hits, hits.begin() + most, {}, order);
  hits.resize(static_cast<std::size_t>(most));
  return hits;
}

double Retriever::Boosted(double score, double probability) {
  return score + kBoostShare * probability * (1 - score);
}

void Retriever::Boost(const Boosts& boosts, int first,
                      std::vector<Hit>* hits) const {
  const auto document_of = [&](const Hit& hit) {
    return sentences_[static_cast<std::size_t>(hit.sentence)].document;
  };
  double most = 0;
  for (Hit& hit : *hits) {
    const auto boost = boosts.find(document_of(hit));
    if (boost == boosts.end()) continue;
    hit.score = Boosted(hit.score, boost->second);
    if (boost->first == first) most = std::max(most, hit.score);
  }
  for (Hit& hit : *hits) hit.score = std::min(hit.score, most);
  std::ranges::sort(*hits, {}, [&](const Hit& hit) {
    return std::tuple(-hit.score, document_of(hit) != first, hit.sentence);
  });
}

const std::string& Retriever::TextOf(const Sentence& sentence) const {
  return pack_.documents[static_cast<std::size_t>(sentence.document)]
      .sections[static_cast<std::size_t>(sentence.section)]
      .sentences[static_cast<std::size_t>(sentence.sentence)];
}

}  // namespace aicc::inference
