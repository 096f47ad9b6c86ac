#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/text.h"
#include "services/inference/domain/pack.h"

namespace aicc::inference {

// Finds the words of a pack's lexicon in texts: groups of synonyms (the pack's,
// then those of concepts.h), and names that are entities. Spaces inside a name
// may be missing or added, since Korean is written both ways. Immutable after
// construction.
class Lexicon {
 public:
  // A name or word that was found, in elements of the folded text.
  struct Hit {
    int begin = 0;
    int end = 0;
    int entry = 0;  // Index into pack.entities, or a group of synonyms.
  };

  explicit Lexicon(const Pack& pack);

  // The longest names, from left to right, without overlaps.
  std::vector<Hit> FindNames(CodesView folded) const;

  // The groups of synonyms that the text has a word of, each once, in order.
  std::vector<int> FindSynonyms(CodesView folded,
                                const std::vector<Token>& tokens) const;

 private:
  // Lets a map of Codes be asked with a view, without a copy.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(CodesView codes) const {
      return std::hash<CodesView>()(codes);
    }
  };

  // Phrases by their text without spaces.
  struct Phrases {
    std::unordered_map<Codes, std::vector<int>, Hash, std::equal_to<>> entries;
    std::vector<std::size_t> lengths;  // Descending, each once.

    void Add(CodesView phrase, int entry);
    void Finish();
  };

  void AddSynonym(std::string_view word, int group);

  template <typename Visit>
  static void Scan(const Phrases& phrases, CodesView folded, Visit visit);

  Phrases names_;
  Phrases synonyms_;
  // Synonyms that are one English word, by stem: "cancelled" finds "cancel".
  std::unordered_map<Codes, std::vector<int>> stems_;
};

}  // namespace aicc::inference
