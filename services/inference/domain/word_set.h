#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "common/text.h"

namespace aicc::inference {

// A set of words, written as one literal with spaces between them: a list of
// lists is no better to read. What it is made of must outlive it.
//
// Every word of every text is looked up in some of these, so it is a plain
// table of open addresses, twice as large as it need be.
class WordSet {
 public:
  explicit WordSet(CodesView list) {
    const auto words =
        static_cast<std::size_t>(std::ranges::count(list, U' ')) + 1;
    table_.resize(std::bit_ceil(words * 2));
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(U' ', at), list.size());
      if (end > at) Insert(list.substr(at, end - at));
      at = end + 1;
    }
  }

  bool contains(CodesView word) const {
    if (word.empty() || word.size() > longest_) return false;
    const CodesView found = table_[SlotOf(word)];
    return !found.empty();
  }

  // Size of the longest word with which `text` begins; 0 if there is none.
  std::size_t PrefixOf(CodesView text) const {
    for (std::size_t size = std::min(text.size(), longest_); size > 0; --size) {
      if (contains(text.substr(0, size))) return size;
    }
    return 0;
  }

 private:
  void Insert(CodesView word) {
    table_[SlotOf(word)] = word;
    longest_ = std::max(longest_, word.size());
  }

  // Where `word` is, or would be.
  std::size_t SlotOf(CodesView word) const {
    std::uint32_t hash = 0;
    for (const char32_t c : word) hash = (hash ^ c) * 0x9E3779B1u;
    std::size_t slot = (hash ^ hash >> 15) & (table_.size() - 1);
    while (!table_[slot].empty() && table_[slot] != word) {
      slot = (slot + 1) & (table_.size() - 1);
    }
    return slot;
  }

  std::vector<CodesView> table_;
  std::size_t longest_ = 0;
};

}  // namespace aicc::inference
