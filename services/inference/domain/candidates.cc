#include "services/inference/domain/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace aicc::inference {
namespace {

constexpr std::size_t kIntents = 3;    // Whose documents are looked at.
constexpr std::size_t kDocuments = 3;  // Looked at for their sentences.

// Of a probability; bounded, since certainty is never meant.
double Logit(double probability) {
  const double p = std::clamp(probability, 0.002, 0.998);
  return std::log(p / (1 - p));
}

// The best of some classes, and how much it is above the best of the others.
struct Stand {
  double best = -2;
  double lead = 0;
};

Stand StandOf(const std::vector<double>& scores, const std::vector<int>& ours) {
  Stand stand;
  double other = -2;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    const bool our = std::ranges::binary_search(ours, static_cast<int>(c));
    double& best = our ? stand.best : other;
    best = std::max(best, scores[c]);
  }
  stand.lead = stand.best - other;
  return stand;
}

}  // namespace

CandidateFinder::CandidateFinder(const Pack& pack, const Retriever& retriever)
    : pack_(pack), retriever_(retriever) {
  documents_of_.resize(pack.intents.size());
  intents_of_.resize(pack.documents.size());
  for (std::size_t i = 0; i < pack.intents.size(); ++i) {
    const auto& ids = pack.intents[i].documents;
    for (std::size_t d = 0; d < pack.documents.size(); ++d) {
      if (std::ranges::find(ids, pack.documents[d].id) == ids.end()) continue;
      documents_of_[i].push_back(static_cast<int>(d));
      intents_of_[d].push_back(static_cast<int>(i));
    }
  }
}

std::vector<int> CandidateFinder::Siblings(const Prediction& said,
                                           int document) const {
  const auto locale_of = [&](int d) -> const std::string& {
    return pack_.documents[static_cast<std::size_t>(d)].locale;
  };
  for (const int intent : said.intents) {
    const auto& documents = documents_of_[static_cast<std::size_t>(intent)];
    if (!std::ranges::binary_search(documents, document)) continue;
    std::vector<int> siblings;
    for (const int other : documents) {
      if (locale_of(other) == locale_of(document)) siblings.push_back(other);
    }
    return siblings;
  }
  return {document};
}

std::vector<Candidate> CandidateFinder::Find(
    const Message& message, std::string_view locale, const Prediction& said,
    const std::vector<Retriever::Hit>& hits, const Intent* own) const {
  std::map<int, double> found;     // Of every document with a hit.
  std::vector<double> best(2, 0);  // The two best documents' scores.
  std::vector<int> picked;
  for (const Retriever::Hit& hit : hits) {
    const int document =
        retriever_.sentences()[static_cast<std::size_t>(hit.sentence)].document;
    if (!found.try_emplace(document, hit.score).second) continue;
    if (found.size() <= best.size()) best[found.size() - 1] = hit.score;
    if (found.size() <= kDocuments) picked.push_back(document);
  }
  if (picked.empty()) return {};
  const int first = picked[0];
  for (std::size_t i = 0; i < std::min(kIntents, said.intents.size()); ++i) {
    for (const int document :
         documents_of_[static_cast<std::size_t>(said.intents[i])]) {
      const auto d = static_cast<std::size_t>(document);
      if (pack_.documents[d].locale != locale || !found.contains(document)) {
        continue;
      }
      if (std::ranges::find(picked, document) == picked.end()) {
        picked.push_back(document);
      }
    }
  }
  const auto covers = retriever_.CoversOf(message, locale, picked, own);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < picked.size(); ++i) {
    const double score = found[picked[i]];
    const Found what{score, score - (picked[i] == first ? best[1] : best[0]),
                     covers[i]};
    candidates.push_back(
        {picked[i], score, Signals(message, said, picked[i], what)});
  }
  return candidates;
}

std::vector<double> CandidateFinder::Signals(const Message& message,
                                             const Prediction& said,
                                             int document,
                                             const Found& found) const {
  const auto& ours = intents_of_[static_cast<std::size_t>(document)];
  double sum = 0;
  double most = 0;
  for (std::size_t i = 0; i < said.intents.size(); ++i) {
    if (!std::ranges::binary_search(ours, said.intents[i])) continue;
    sum += said.confidence[i];
    most = std::max(most, said.confidence[i]);
  }
  const Votes& votes = said.votes;
  const Stand linear = StandOf(votes.linear, ours);
  const Stand similarity = StandOf(votes.similarity, ours);
  const Stand evidence = StandOf(votes.evidence, ours);
  const Stand combined = StandOf(Combined(votes), ours);
  const double lead = found.lead;
  const bool agreed = std::ranges::binary_search(ours, said.intents[0]);
  const double words = std::log1p(static_cast<double>(message.tokens.size()));
  std::vector<double> signals = {
      // The key signals.
      similarity.best,
      similarity.lead,
      combined.lead,
      found.score,
      lead,
      found.cover.share,
      found.cover.missing,
      Logit(said.out_of_scope),
      // The intents that it answers, against the others.
      Logit(sum),
      Logit(most),
      agreed ? 1.0 : 0.0,
      linear.best,
      linear.lead,
      evidence.best,
      evidence.lead,
      std::min(combined.lead, 0.0),
      static_cast<double>(ours.size()),
      // Its best sentence, against that of other documents.
      lead >= 0 ? 1.0 : 0.0,
      lead >= 0 && agreed ? 1.0 : 0.0,
      std::min(lead, 0.0),
      // The message.
      Logit(said.confidence[0]),
      votes.linear.back(),
      votes.similarity.back(),
      votes.known,
      words,
      found.score * words,
  };
  // What is worth less where another is low.
  for (std::size_t a = 0; a < kKeySignals; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      signals.push_back(signals[a] * signals[b]);
    }
  }
  return signals;
}

}  // namespace aicc::inference
