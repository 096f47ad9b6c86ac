#pragma once

#include <cstddef>
#include <unordered_set>

#include "services/inference/domain/personal_text.h"

namespace aicc::inference {

// What else was found in a text: who gives a number, a mailbox or an address
// often says a name right beside it.
class NameNeighbours {
 public:
  // `codes` must outlive this.
  NameNeighbours(CodesView codes, const Findings& found);

  // True if a finding ends right before `begin`, or begins right after `end`,
  // with no more than a mark or two and a label ("SSN", 연락처) between.
  bool Adjoin(std::size_t begin, std::size_t end) const;

 private:
  bool BeginsAfter(std::size_t end) const;
  bool EndsBefore(std::size_t begin) const;

  CodesView codes_;
  std::unordered_set<std::size_t> begins_;
  std::unordered_set<std::size_t> ends_;
};

}  // namespace aicc::inference
