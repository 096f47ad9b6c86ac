#include "services/session/domain/highlight.h"

#include <algorithm>
#include <set>

namespace aicc::session {
namespace {

constexpr std::size_t kMaxHighlights = 3;
constexpr std::size_t kMaxRanges = 16;
constexpr int kMaxCodes = 200;
constexpr int kCodesBefore = 60;  // The first range, if something is left out.
constexpr char32_t kEllipsis = U'…';

using Range = Highlight::Range;

// Each place once, where words overlap.
std::vector<Range> Merged(std::span<const Found> found) {
  std::vector<Range> ranges;
  for (const Found& f : found) {
    if (!ranges.empty() && f.begin <= ranges.back().end) {
      ranges.back().end = std::max(ranges.back().end, f.end);
    } else {
      ranges.push_back({f.begin, f.end});
    }
  }
  return ranges;
}

// What is shown of `size` code points.
Range Window(int size, int first_match) {
  if (size <= kMaxCodes) return {0, size};
  const int room = kMaxCodes - 2;  // For two ellipses.
  const int begin = std::clamp(first_match - kCodesBefore, 0, size - room);
  return {begin, begin + room};
}

}  // namespace

void Highlighted(std::string_view utterance, std::span<const Found> found,
                 Highlight* highlight) {
  const Codes codes = DecodeUtf8(utterance, utterance.size());
  const int size = static_cast<int>(codes.size());
  const Range window = Window(size, found.front().begin);
  Codes shown =
      codes.substr(static_cast<std::size_t>(window.begin),
                   static_cast<std::size_t>(window.end - window.begin));
  const int cut = window.begin > 0 ? 1 : 0;
  if (cut != 0) shown.insert(shown.begin(), kEllipsis);
  if (window.end < size) shown.push_back(kEllipsis);
  highlight->text = EncodeUtf8(shown);
  for (const Range& range : Merged(found)) {
    if (range.begin >= window.end || highlight->matches.size() == kMaxRanges) {
      break;
    }
    highlight->matches.push_back(
        {range.begin - window.begin + cut,
         std::min(range.end, window.end) - window.begin + cut});
  }
}

bool IsSaid(const SearchQuery& query,
            std::span<const FoundUtterance> utterances) {
  std::set<int> said;
  for (const FoundUtterance& utterance : utterances) {
    for (const Found& f : utterance.found) said.insert(f.word);
  }
  return SaysAll(query, said);
}

std::vector<Highlight> BestHighlights(
    std::span<const FoundUtterance> utterances) {
  std::set<int> shown;
  std::set<std::size_t> chosen;
  const auto choose = [&](auto wanted) {
    for (std::size_t i = 0; i < utterances.size(); ++i) {
      if (chosen.size() == kMaxHighlights) return;
      const auto& found = utterances[i].found;
      if (std::ranges::none_of(found, wanted)) continue;
      chosen.insert(i);
      for (const Found& f : found) shown.insert(f.word);
    }
  };
  choose([&shown](const Found& f) { return !shown.contains(f.word); });
  choose([](const Found&) { return true; });
  std::vector<Highlight> highlights;
  for (const std::size_t i : chosen) {
    const FoundUtterance& from = utterances[i];
    highlights.push_back({from.seq, from.event_time, from.speaker, {}, {}});
    Highlighted(from.text, from.found, &highlights.back());
  }
  return highlights;
}

}  // namespace aicc::session
