#pragma once

#include <string_view>
#include <vector>

#include "services/inference/domain/intent_model.h"
#include "services/inference/domain/retrieval.h"

namespace aicc::inference {

// The first so many signals of a candidate mean more together than each alone.
inline constexpr std::size_t kKeySignals = 8;

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

  // `hits` are all of `locale`, best first. Empty if there are none. `own` is
  // the intent of which the message is an example; null for a customer's.
  std::vector<Candidate> Find(const Message& message, std::string_view locale,
                              const Prediction& said,
                              const std::vector<Retriever::Hit>& hits,
                              const Intent* own = nullptr) const;

  // The documents of the likeliest intent that `document` answers, in its
  // locale; at least itself.
  std::vector<int> Siblings(const Prediction& said, int document) const;

 private:
  // What the sentences of one document say.
  struct Found {
    double score;  // Of the best one.
    double lead;   // To the best one of other documents.
    Retriever::Cover cover;
  };

  std::vector<double> Signals(const Message& message, const Prediction& said,
                              int document, const Found& found) const;

  const Pack& pack_;
  const Retriever& retriever_;
  std::vector<std::vector<int>> documents_of_;  // By intent; all locales.
  std::vector<std::vector<int>> intents_of_;    // By document.
};

}  // namespace aicc::inference
