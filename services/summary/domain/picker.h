#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

#include "services/summary/domain/rank.h"

namespace aicc::summary {

// Picks sentences, each at most once in the whole summary. The candidates must
// outlive it. Not thread-safe.
class Picker {
 public:
  explicit Picker(const std::vector<Candidate>& candidates)
      : candidates_(candidates) {}

  // The best `limit` of those that `wanted` accepts and score above `least`, in
  // the contact's order. Two sentences that say nearly the same count once.
  template <typename Wanted>
  std::vector<const Candidate*> Best(std::size_t limit, double least,
                                     Wanted wanted) {
    std::vector<const Candidate*> best;
    Fill(limit, least, wanted, &best);
    return best;
  }

  // Adds more of them to `best` until it has `limit`.
  template <typename Wanted>
  void Fill(std::size_t limit, double least, Wanted wanted,
            std::vector<const Candidate*>* best) {
    std::vector<const Candidate*> found;
    for (const Candidate& candidate : candidates_) {
      if (candidate.score > least && !used_.contains(&candidate) &&
          wanted(candidate)) {
        found.push_back(&candidate);
      }
    }
    // Of two equal ones the earlier: all point into one vector.
    std::ranges::sort(found, [](const Candidate* a, const Candidate* b) {
      return a->score != b->score ? a->score > b->score : a < b;
    });
    for (const Candidate* candidate : found) {
      if (best->size() >= limit) break;
      if (!Repeats(*candidate, *best)) best->push_back(candidate);
    }
    used_.insert(best->begin(), best->end());
    std::ranges::sort(*best);
  }

 private:
  static bool Repeats(const Candidate& candidate,
                      const std::vector<const Candidate*>& others);

  const std::vector<Candidate>& candidates_;
  std::set<const Candidate*> used_;
};

}  // namespace aicc::summary
