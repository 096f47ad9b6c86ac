#include "services/inference/domain/features.h"

#include <algorithm>
#include <cmath>

#include "services/inference/domain/language.h"

namespace aicc::inference {
namespace {

// The blocks' shares of a vector's squared length, chosen on held-out examples.
constexpr double kWordWeight = 1.0;
constexpr double kCharacterWeight = 1.0;

// Hangul: single syllables to triples. Longer ones, and n-grams of jamo, made
// held-out examples worse and training twice as long.
constexpr std::size_t kMaxHangulGram = 3;
constexpr std::size_t kMinGram = 3;
constexpr std::size_t kMaxGram = 5;

std::uint64_t Hash(CodesView text, std::uint64_t kind) {
  std::uint64_t hash = 0xCBF29CE484222325 ^ (kind * 0x9E3779B97F4A7C15);
  for (const char32_t c : text) {
    hash = (hash ^ c) * 0x100000001B3;
    hash ^= hash >> 29;
  }
  return hash;
}

enum Kind : std::uint64_t {
  kWord = 1,
  kPair,
  kSynonym,
  kName,
  kType,
  kGram,
  kLatinGram,
};

void AddGrams(CodesView text, std::size_t shortest, std::size_t longest,
              Kind kind, std::vector<std::uint64_t>* hashes) {
  for (std::size_t size = shortest; size <= longest; ++size) {
    for (std::size_t at = 0; at + size <= text.size(); ++at) {
      hashes->push_back(Hash(text.substr(at, size), kind));
    }
  }
}

void AddWords(const Message& message, const Pack& pack,
              std::vector<std::uint64_t>* hashes) {
  const Codes* before = nullptr;
  for (const Codes& stem : message.stems) {
    hashes->push_back(Hash(stem, kWord));
    if (before != nullptr) {
      hashes->push_back(Hash(*before + U' ' + stem, kPair));
    }
    before = &stem;
  }
  for (const int group : message.synonyms) {
    hashes->push_back(Hash({}, kSynonym + 100 * static_cast<unsigned>(group)));
  }
  for (const Lexicon::Hit& hit : message.names) {
    const auto entry = static_cast<std::size_t>(hit.entry);
    hashes->push_back(Hash({}, kName + 100 * entry));
    hashes->push_back(Hash(FoldText(pack.entities[entry].type), kType));
  }
}

void AddCharacters(const Message& message, std::vector<std::uint64_t>* hashes) {
  Codes run;  // Hangul, as if written without spaces.
  for (const Token& token : message.tokens) {
    if (token.script == Script::kHangul) {
      run += token.text;
      continue;
    }
    if (token.text.size() > 1) {
      AddGrams(U'_' + token.text + U'_', kMinGram, kMaxGram, kLatinGram,
               hashes);
    }
    run += token.script == Script::kOther ? token.text : Codes(1, U'#');
  }
  AddGrams(run, 1, kMaxHangulGram, kGram, hashes);
}

}  // namespace

Message ReadMessage(std::string_view utf8, const Lexicon& lexicon) {
  Message message;
  message.original = DecodeUtf8(utf8, kMaxCodes);
  message.folded = Fold(message.original);
  message.tokens = Tokenize(message.folded.text);
  message.stems.reserve(message.tokens.size());
  for (const Token& token : message.tokens) {
    message.stems.push_back(Stem(token));
  }
  message.synonyms = lexicon.FindSynonyms(message.folded.text, message.tokens);
  message.names = lexicon.FindNames(message.folded.text);
  return message;
}

RawFeatures ExtractFeatures(const Message& message, const Pack& pack) {
  RawFeatures raw;
  AddWords(message, pack, &raw.words);
  AddCharacters(message, &raw.characters);
  return raw;
}

Vectorizer::Vectorizer(const std::vector<const RawFeatures*>& corpus) {
  std::vector<int> documents;  // That have the feature.
  std::vector<std::size_t> last;
  const auto count = [&](std::uint64_t hash, std::size_t document) {
    const auto next = static_cast<int>(documents.size());
    const auto [at, added] = index_.try_emplace(hash, next);
    if (added) {
      documents.push_back(0);
      last.push_back(0);
    }
    const auto index = static_cast<std::size_t>(at->second);
    if (last[index] == document) return;
    last[index] = document;
    ++documents[index];
  };
  for (std::size_t i = 0; i < corpus.size(); ++i) {
    for (const std::uint64_t hash : corpus[i]->words) count(hash, i + 1);
    for (const std::uint64_t hash : corpus[i]->characters) count(hash, i + 1);
  }
  const double size = static_cast<double>(corpus.size()) + 1;
  idf_.reserve(documents.size());
  for (const int found : documents) {
    idf_.push_back(static_cast<float>(1 + std::log(size / (1.0 + found))));
  }
  unseen_idf_ = static_cast<float>(1 + std::log(size));
}

void Vectorizer::AddBlock(std::vector<std::uint64_t> hashes, double weight,
                          FeatureVector* vector, double* seen,
                          double* all) const {
  std::ranges::sort(hashes);
  const std::size_t first = vector->size();
  double squares = 0;
  for (std::size_t i = 0; i < hashes.size();) {
    std::size_t end = i + 1;
    while (end < hashes.size() && hashes[end] == hashes[i]) ++end;
    const double tf = 1 + std::log(static_cast<double>(end - i));
    const auto found = index_.find(hashes[i]);
    i = end;
    if (found == index_.end()) {
      *all += weight * unseen_idf_;
      continue;
    }
    const float idf = idf_[static_cast<std::size_t>(found->second)];
    const auto value = static_cast<float>(tf * idf);
    *seen += weight * idf;
    *all += weight * idf;
    squares += static_cast<double>(value) * value;
    vector->push_back({found->second, value});
  }
  if (squares == 0) return;
  const auto scale = static_cast<float>(std::sqrt(weight / squares));
  for (std::size_t i = first; i < vector->size(); ++i) {
    (*vector)[i].value *= scale;
  }
}

FeatureVector Vectorizer::Vectorize(const RawFeatures& raw,
                                    double* known) const {
  FeatureVector vector;
  double seen = 0;
  double all = 0;
  constexpr double kTotal = kWordWeight + kCharacterWeight;
  AddBlock(raw.words, kWordWeight / kTotal, &vector, &seen, &all);
  AddBlock(raw.characters, kCharacterWeight / kTotal, &vector, &seen, &all);
  std::ranges::sort(vector, {}, &Feature::index);
  if (known != nullptr) *known = all > 0 ? seen / all : 0;
  return vector;
}

}  // namespace aicc::inference
