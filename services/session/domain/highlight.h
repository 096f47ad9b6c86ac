#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.h"
#include "services/session/domain/event.h"
#include "services/session/domain/search_query.h"

namespace aicc::session {

// An utterance in which something was found.
struct Highlight {
  struct Range {  // In code points of `text`.
    int begin = 0;
    int end = 0;

    friend bool operator==(const Range&, const Range&) = default;
  };

  std::int32_t seq = 0;
  TimePoint event_time;
  Speaker speaker = Speaker::kCustomer;
  std::string text;  // What stands around the first range.
  std::vector<Range> matches;
};

// Fills in `text` and `matches`. REQUIRES: `found` are places in `utterance`,
// in order, and at least one.
void Highlighted(std::string_view utterance, std::span<const Found> found,
                 Highlight* highlight);

// An utterance of a contact, and what of a query was found in it.
struct FoundUtterance {
  std::int32_t seq = 0;
  TimePoint event_time;
  Speaker speaker = Speaker::kCustomer;
  std::string text;
  std::vector<Found> found;
};

// True if all words of one reading are somewhere in `utterances`.
bool IsSaid(const SearchQuery& query,
            std::span<const FoundUtterance> utterances);

// Up to 3 of `utterances`, in order; those that show different words first.
std::vector<Highlight> BestHighlights(
    std::span<const FoundUtterance> utterances);

}  // namespace aicc::session
