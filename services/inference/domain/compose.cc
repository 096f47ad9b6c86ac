#include "services/inference/domain/compose.h"

#include <algorithm>
#include <set>

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSentences = 3;
constexpr std::size_t kMaxBytes = 700;  // Of text beyond the first sentence.
// A further sentence must score at least this share of the best.
constexpr double kAlmost = 0.85;
// Documents this close to the best are meant as much as it.
constexpr double kAlike = 0.95;

using Hit = Retriever::Hit;

const Retriever::Sentence& At(const Retriever& retriever, const Hit& hit) {
  return retriever.sentences()[static_cast<std::size_t>(hit.sentence)];
}

double Margin(const Retriever& retriever, const std::vector<Hit>& hits) {
  const int document = At(retriever, hits[0]).document;
  for (const Hit& hit : hits) {
    if (At(retriever, hit).document != document) {
      return hits[0].score - hit.score;
    }
  }
  return hits[0].score;
}

// The best sentence of each document that is meant as much as the best one.
std::vector<Hit> Alike(const Retriever& retriever, const std::vector<Hit>& hits,
                       const std::vector<int>& siblings) {
  std::vector<Hit> picked;
  std::set<int> documents;
  for (const Hit& hit : hits) {
    if (picked.size() == kMaxSentences) break;
    const int document = At(retriever, hit).document;
    if (hit.score < kAlike * hits[0].score) break;
    if (std::ranges::find(siblings, document) == siblings.end()) continue;
    if (documents.insert(document).second) picked.push_back(hit);
  }
  return picked;
}

// The best sentence, and what its document says almost as well.
std::vector<Hit> OfOneDocument(const Retriever& retriever,
                               const std::vector<Hit>& hits) {
  std::vector<Hit> picked = {hits[0]};
  const Retriever::Sentence& best = At(retriever, hits[0]);
  std::size_t bytes = 0;
  for (const Hit& hit : hits) {
    if (picked.size() == kMaxSentences) break;
    const Retriever::Sentence& sentence = At(retriever, hit);
    if (hit.sentence == hits[0].sentence ||
        sentence.document != best.document ||
        hit.score < kAlmost * hits[0].score) {
      continue;
    }
    bytes += retriever.TextOf(sentence).size();
    if (bytes > kMaxBytes) break;
    picked.push_back(hit);
  }
  std::ranges::sort(picked.begin() + 1, picked.end(), {}, &Hit::sentence);
  return picked;
}

}  // namespace

Passage ToPassage(const Retriever& retriever, const Pack& pack,
                  const Hit& hit) {
  const Retriever::Sentence& sentence = At(retriever, hit);
  const Document& document =
      pack.documents[static_cast<std::size_t>(sentence.document)];
  return {document.id,
          document.title,
          document.sections[static_cast<std::size_t>(sentence.section)].heading,
          document.locale,
          retriever.TextOf(sentence),
          hit.score};
}

DomainAnswer Compose(const Retriever& retriever, const Pack& pack,
                     const std::vector<Hit>& hits,
                     const std::vector<int>& siblings, double threshold) {
  DomainAnswer answer;
  if (hits.empty()) return answer;
  answer.retrieval_score = hits[0].score;
  answer.retrieval_margin = Margin(retriever, hits);
  if (hits[0].score < threshold) return answer;

  std::vector<Hit> picked = Alike(retriever, hits, siblings);
  if (picked.size() < 2) picked = OfOneDocument(retriever, hits);
  for (const Hit& hit : picked) {
    answer.passages.push_back(ToPassage(retriever, pack, hit));
    if (!answer.text.empty()) answer.text += ' ';
    answer.text += answer.passages.back().sentence;
  }
  return answer;
}

}  // namespace aicc::inference
