// What a model says, cut anywhere: thoughts in its text, and an answer that is
// joined with the rest of another's. Bit 0 of the line's first byte picks which
// of the two, bit 1 how; the other bytes cut. For a join the first line of the
// text is what was said before.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/inference/domain/splice.h"
#include "services/inference/serving/think_filter.h"
#include "tests/fuzz/input.h"

namespace aicc::inference {
namespace {

using fuzz::Input;
using fuzz::Require;

// The bytes of `part` are in `whole`, in their order.
bool IsWithin(std::string_view part, std::string_view whole) {
  for (const char c : whole) {
    if (!part.empty() && part.front() == c) part.remove_prefix(1);
  }
  return part.empty();
}

struct Kept {
  std::string all;
  std::string text;
  bool leaked = false;
  friend bool operator==(const Kept&, const Kept&) = default;
};

Kept Keep(const Input& input, std::size_t from) {
  using Opened = ThinkFilter::Opened;
  const Opened opened = (input.At(0) & 2) != 0   ? Opened::kYes
                        : (input.At(0) & 8) != 0 ? Opened::kPerhaps
                                                 : Opened::kNo;
  ThinkFilter filter(opened, (input.At(0) & 4) != 0);
  std::vector<ModelDelta> deltas;
  input.Cut(input.rest, from,
            [&](std::string_view piece) { filter.Feed(piece, &deltas); });
  filter.Finish(&deltas);
  Kept kept;
  kept.leaked = filter.leaked();
  for (const ModelDelta& delta : deltas) {
    kept.all += delta.text;
    if (delta.kind == ModelDelta::Kind::kText) kept.text += delta.text;
  }
  return kept;
}

void Filter(const Input& input) {
  const Kept kept = Keep(input, 1);
  Require(kept == Keep(input, input.how.size()),
          "thoughts are the same however they are cut");
  Require(IsWithin(kept.all, input.rest), "no text is invented");
}

// Nothing if it does not fit.
std::optional<std::string> Joined(const Input& input, std::size_t from,
                                  std::string_view said,
                                  std::string_view text) {
  Splice splice(std::string(said), (input.At(0) & 2) != 0);
  std::optional<std::string> joined = std::string();
  const auto add = [&](const std::optional<std::string>& more) {
    Require(joined || !more, "what does not fit never fits again");
    if (!more) joined.reset();
    if (joined) *joined += *more;
  };
  input.Cut(text, from,
            [&](std::string_view piece) { add(splice.Feed(piece)); });
  add(splice.Finish());
  return joined;
}

void Join(const Input& input) {
  const std::size_t end = std::min(input.rest.find('\n'), input.rest.size());
  const std::string_view said = input.rest.substr(0, end);
  const std::string_view text =
      input.rest.substr(std::min(end + 1, input.rest.size()));
  Require(said.ends_with(LastWords(said)), "the last words were said");

  const auto joined = Joined(input, 1, said, text);
  Require(joined == Joined(input, input.how.size(), said, text),
          "it fits, or does not, however it is cut");
  Require(!joined || text.ends_with(*joined), "no text is invented");
}

}  // namespace
}  // namespace aicc::inference

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const aicc::fuzz::Input input(data, size);
  if ((input.At(0) & 1) == 0) {
    aicc::inference::Filter(input);
  } else {
    aicc::inference::Join(input);
  }
  return 0;
}
