#pragma once

#include <string_view>
#include <vector>

#include "services/inference/domain/intent_model.h"
#include "services/inference/domain/retrieval.h"

namespace aicc::inference {

// A document that might answer a message, and what speaks for it.
struct Candidate {
  int document = 0;             // Index into pack.documents.
  double found = 0;             // Score of its best sentence; 0 if none.
  std::vector<double> signals;  // Always the same ones, in the same order.
};

// Lists the documents that might answer: those of the likeliest intents, and
// those with the best sentences. Immutable after construction; refers to the
// pack and the retriever, which must outlive it.
class CandidateFinder {
 public:
  CandidateFinder(const Pack& pack, const Retriever& retriever);

  // `hits` are all of `locale`, best first. Empty if there are none.
  std::vector<Candidate> Find(const Message& message, std::string_view locale,
                              const Prediction& said,
                              const std::vector<Retriever::Hit>& hits) const;

  // The documents of the likeliest intent that `document` answers, in its
  // locale; at least itself.
  std::vector<int> Siblings(const Prediction& said, int document) const;

 private:
  std::vector<double> Signals(const Message& message, const Prediction& said,
                              int document, double found,
                              double best_other) const;

  const Pack& pack_;
  const Retriever& retriever_;
  std::vector<std::vector<int>> documents_of_;  // By intent; all locales.
  std::vector<std::vector<int>> intents_of_;    // By document.
};

}  // namespace aicc::inference
