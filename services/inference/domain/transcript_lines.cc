#include "services/inference/domain/transcript_lines.h"

#include <algorithm>

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxSpeaker = 24;

struct Label {
  std::size_t size = 0;  // 0: there is none.
  std::string_view speaker;
};

bool IsNumber(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "CUSTOMER: " at `at` of `line`.
Label ColonLabel(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at, kMaxSpeaker + 2);
  const std::size_t colon = rest.find(": ");
  if (colon == 0 || colon == rest.npos) return {};
  const std::string_view speaker = rest.substr(0, colon);
  if (speaker.contains(' ')) return {};
  return {at + colon + 2, speaker};
}

// The label that `line` begins with.
Label LabelOf(std::string_view line) {
  if (!line.starts_with('[')) return ColonLabel(line, 0);
  const std::size_t end = line.substr(0, kMaxSpeaker + 2).find("] ");
  if (end == line.npos) return {};
  const std::string_view inside = line.substr(1, end - 1);
  if (IsNumber(inside)) return ColonLabel(line, end + 2);
  if (inside.empty() || inside.contains(' ')) return {};
  return {end + 2, inside};
}

}  // namespace

std::vector<TranscriptLine> TranscriptLines(std::string_view text) {
  std::vector<TranscriptLine> lines;
  std::size_t said = 0;  // How much of the text is in lines.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!line.empty()) {
      const Label label = LabelOf(line);
      if (label.size == 0) return {};
      lines.push_back({text.substr(said, at + label.size - said), label.speaker,
                       line.substr(label.size)});
      said = end;
    }
    at = end + 1;
  }
  if (lines.size() < 2) return {};
  if (said < text.size()) lines.push_back({text.substr(said), {}, {}});
  return lines;
}

}  // namespace aicc::inference
