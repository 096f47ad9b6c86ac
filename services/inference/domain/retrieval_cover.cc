#include <algorithm>

#include "services/inference/domain/retrieval.h"
#include "services/inference/domain/retrieval_terms.h"

namespace aicc::inference {
namespace {

// What a term counts at least that is a word or a synonym, not a piece of one.
constexpr float kWholeWord = 0.9F;

bool Answers(const Document& document, const Intent& intent) {
  return std::ranges::find(intent.documents, document.id) !=
         intent.documents.end();
}

}  // namespace

void Retriever::AddExample(const Intent& intent, std::string_view locale,
                           const std::set<std::uint64_t>& terms) {
  for (std::size_t d = 0; d < pack_.documents.size(); ++d) {
    const Document& document = pack_.documents[d];
    if (document.locale != locale || !Answers(document, intent)) continue;
    for (const std::uint64_t term : terms) ++terms_of_[d][term];
  }
}

std::vector<Retriever::Cover> Retriever::CoversOf(
    const Message& question, std::string_view locale,
    const std::vector<int>& documents, const Intent* own) const {
  std::vector<Cover> covers(documents.size());
  std::vector<int> needed;  // So often must a term have been said.
  for (const int document : documents) {
    const auto d = static_cast<std::size_t>(document);
    const bool itself = own != nullptr && Answers(pack_.documents[d], *own);
    needed.push_back(itself ? 2 : 1);
  }
  const auto found = indices_.find(locale);
  if (found == indices_.end()) return covers;
  const Index& index = found->second;
  double all = 0;
  for (const SearchTerm& term : SearchTerms(question)) {
    if (term.weight < kWholeWord) continue;
    const auto known = index.terms.find(term.hash);
    const double idf =
        known == index.terms.end() ? index.unknown_idf : known->second.idf;
    const double weight = Specificity(index, term.hash) * idf;
    all += weight;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto d = static_cast<std::size_t>(documents[i]);
      const auto said = terms_of_[d].find(term.hash);
      if (said != terms_of_[d].end() && said->second >= needed[i]) {
        covers[i].share += weight;
      } else {
        covers[i].missing =
            std::max(covers[i].missing, weight / index.unknown_idf);
      }
    }
  }
  for (Cover& cover : covers) cover.share /= std::max(all, 1e-9);
  return covers;
}

}  // namespace aicc::inference
