#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/inference/domain/features.h"
#include "services/inference/domain/question.h"

namespace aicc::inference {

// Finds the sentences that answer. BM25F: a sentence's own words count most,
// then its document's title, its section's heading, the rest of its section and
// of its document. Words are stems; beside them Hangul character bigrams, Latin
// character trigrams, and the lexicon's synonym groups. Words that questions of
// every kind have ("알려 주세요", "how do I") count little. Immutable after
// construction; refers to the pack and the lexicon, which must outlive it.
class Retriever {
 public:
  struct Sentence {
    int document = 0;  // Index into pack.documents.
    int section = 0;
    int sentence = 0;
    FactKinds facts = 0;
    float lead = 1;  // More than 1 for what a document says first.
  };

  struct Hit {
    int sentence = 0;  // Index into sentences().
    double score = 0;  // 0 to 1: how much of the question is there.
  };

  // How much of a question has been said of a document: in it, or in the
  // examples of the intents that it answers.
  struct Cover {
    double share = 0;    // Of the question's words by weight, 0 to 1.
    double missing = 0;  // Weight of the weightiest word it lacks, 0 to 1.
  };

  // How probably a document answers, by its index: 0 to 1.
  using Boosts = std::map<int, double>;

  Retriever(const Pack& pack, const Lexicon& lexicon);

  static constexpr std::size_t kAll = 1'000'000;

  // Best first, at most `limit`, of one locale; none without a common word.
  std::vector<Hit> Search(const Message& question, std::string_view locale,
                          std::size_t limit) const;

  // One each of `documents`, indices of documents of `locale`. `own` is the
  // intent of which the question itself is an example, to be left aside; else
  // null.
  std::vector<Cover> CoversOf(const Message& question, std::string_view locale,
                              const std::vector<int>& documents,
                              const Intent* own) const;

  // What a sentence scores whose document answers with a probability.
  static double Boosted(double score, double probability);

  // Boosts the sentences of the documents in `boosts`, and then lets no other
  // document's sentence come before the best of `first`.
  void Boost(const Boosts& boosts, int first, std::vector<Hit>* hits) const;

  const std::vector<Sentence>& sentences() const { return sentences_; }
  const std::string& TextOf(const Sentence& sentence) const;

 private:
  struct Posting {
    int sentence;
    float strength;  // Of the term in it: 0 to 1.
  };
  struct Term {
    std::vector<Posting> postings;
    double idf = 0;
  };
  // Everything of one locale.
  struct Index {
    std::unordered_map<std::uint64_t, Term> terms;
    std::unordered_map<std::uint64_t, double> specific;  // See Specificity().
    int sentences = 0;
    double unknown_idf = 0;
  };
  struct FieldTerms;

  void AddDocument(const Pack& pack, const Lexicon& lexicon, int document);
  void FinishIndex(Index* index);
  void LearnQuestions(const Pack& pack, const Lexicon& lexicon);
  void AddExample(const Intent& intent, std::string_view locale,
                  const std::set<std::uint64_t>& terms);
  // How specific a term is among the pack's own questions, 0 to 1.
  static double Specificity(const Index& index, std::uint64_t term);

  const Pack& pack_;
  std::vector<Sentence> sentences_;
  // By document, how many of its sentences and examples have a term.
  std::vector<std::unordered_map<std::uint64_t, int>> terms_of_;
  std::map<std::string, Index, std::less<>> indices_;
};

}  // namespace aicc::inference
