#include "services/inference/domain/transcript_lines.h"

#include <algorithm>

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSpeaker = 24;

// The size of the label that `line` begins with; 0 if it has none.
std::size_t LabelSize(std::string_view line) {
  std::size_t at = 0;
  if (line.starts_with('[')) {
    const std::size_t end = line.find("] ");
    const auto number = line.substr(1, end == line.npos ? 0 : end - 1);
    const bool digits =
        !number.empty() && std::ranges::all_of(number, [](char c) {
          return c >= '0' && c <= '9';
        });
    if (!digits) return 0;
    at = end + 2;
  }
  const std::string_view rest = line.substr(at, kMaxSpeaker + 2);
  const std::size_t colon = rest.find(": ");
  if (colon == 0 || colon == rest.npos) return 0;
  return rest.substr(0, colon).contains(' ') ? 0 : at + colon + 2;
}

}  // namespace

std::vector<TranscriptLine> TranscriptLines(std::string_view text) {
  std::vector<TranscriptLine> lines;
  std::size_t said = 0;  // How much of the text is in lines.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!line.empty()) {
      const std::size_t label = LabelSize(line);
      if (label == 0) return {};
      lines.push_back(
          {text.substr(said, at + label - said), line.substr(label)});
      said = end;
    }
    at = end + 1;
  }
  if (lines.size() < 2) return {};
  if (said < text.size()) lines.push_back({text.substr(said), {}});
  return lines;
}

}  // namespace aicc::inference
