#pragma once

#include <string>
#include <string_view>

namespace aicc::inference {

// Drops what a model thinks where its server leaves that in the answer:
// `<think>…</think>` or `<thought>…</thought>` at the front of a text that
// arrives in pieces.
class ThinkFilter {
 public:
  // Returns what of the text so far belongs to the answer and was not returned.
  std::string Feed(std::string_view piece);

  // Returns the rest, at the end of the text. A thought that never ended is
  // none of the answer.
  std::string Finish();

 private:
  enum class State { kFront, kThinking, kAnswer };

  State state_ = State::kFront;
  std::string held_;
  std::string_view closing_;
};

}  // namespace aicc::inference
