#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::inference {

// Cuts a text that arrives in pieces into sentences. Each keeps what follows it
// up to the next one, so that all together are the text.
class SentenceCutter {
 public:
  void Feed(std::string_view piece) { text_ += piece; }

  // The next whole sentence; none until its end is certain. One that does not
  // end within 4 kB is cut there.
  std::optional<std::string> Next();

  // What is left, at the end of the text; may be empty.
  std::string Rest();

 private:
  std::string text_;
};

// All sentences of `text`.
std::vector<std::string> CutSentences(std::string_view text);

}  // namespace aicc::inference
