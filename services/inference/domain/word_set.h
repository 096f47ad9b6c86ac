#pragma once

#include <algorithm>
#include <unordered_set>

#include "common/text.h"

namespace aicc::inference {

// A set of words, written as one literal with spaces between them: a list of
// lists is no better to read. What it is made of must outlive it.
class WordSet {
 public:
  explicit WordSet(CodesView list) {
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(U' ', at), list.size());
      if (end > at) words_.insert(list.substr(at, end - at));
      at = end + 1;
    }
  }

  bool contains(CodesView word) const { return words_.contains(word); }

 private:
  std::unordered_set<CodesView> words_;
};

}  // namespace aicc::inference
