#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "common/text.h"
#include "services/inference/domain/lexicon.h"

namespace aicc::inference {

// A message, folded and cut once for all parts of the engine.
struct Message {
  Codes original;  // At most kMaxCodes.
  Folded folded;
  std::vector<Token> tokens;
  std::vector<Codes> stems;   // One a token.
  std::vector<int> synonyms;  // Groups, see Lexicon.
  std::vector<Lexicon::Hit> names;
};

// What is longer is read to here; a customer's question is far shorter.
inline constexpr std::size_t kMaxCodes = 4'096;

Message ReadMessage(std::string_view utf8, const Lexicon& lexicon);

// What a message looks like to the classifier: hashes of its words, word
// pairs, synonym groups and entity types in one block; of its character n-grams
// in another. With repetitions.
struct RawFeatures {
  std::vector<std::uint64_t> words;
  std::vector<std::uint64_t> characters;
};

RawFeatures ExtractFeatures(const Message& message, const Pack& pack);

struct Feature {
  int index;
  float value;
};
// Ascending indices, unit length unless empty.
using FeatureVector = std::vector<Feature>;

// Weighs features by TF-IDF as learned from a training set. Immutable after
// construction.
class Vectorizer {
 public:
  explicit Vectorizer(const std::vector<const RawFeatures*>& corpus);

  // `known`, if given, gets the share of the message's weight that the training
  // set had, 0 to 1.
  FeatureVector Vectorize(const RawFeatures& raw,
                          double* known = nullptr) const;

  int feature_count() const { return static_cast<int>(idf_.size()); }

 private:
  void AddBlock(std::vector<std::uint64_t> hashes, double weight,
                FeatureVector* vector, double* seen, double* all) const;

  std::unordered_map<std::uint64_t, int> index_;
  std::vector<float> idf_;
  float unseen_idf_ = 0;
};

}  // namespace aicc::inference
