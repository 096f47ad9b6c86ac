#include "services/summary/domain/picker.h"

#include <string>

#include "services/summary/domain/text.h"

namespace aicc::summary {

bool Picker::Repeats(const Candidate& candidate,
                     const std::vector<const Candidate*>& others) {
  const std::vector<std::string> stems = ContentStems(candidate.text);
  for (const Candidate* other : others) {
    const std::vector<std::string> list = ContentStems(other->text);
    const std::set<std::string> theirs(list.begin(), list.end());
    std::size_t same = 0;
    for (const std::string& stem : stems) same += theirs.count(stem);
    if (same * 10 >= std::max<std::size_t>(stems.size(), 1) * 8) return true;
  }
  return false;
}

}  // namespace aicc::summary
