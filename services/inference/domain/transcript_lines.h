#pragma once

#include <string_view>
#include <vector>

namespace aicc::inference {

// A line of a transcript in one text: "[12] CUSTOMER: 공일공 일이삼사", or of a
// form: "이름: 김하늘".
struct TranscriptLine {
  std::string_view label;    // From the end of the line before to the text.
  std::string_view speaker;  // Of the label: "CUSTOMER".
  std::string_view text;     // Without the line's end.
};

// The lines of `text` if it is a transcript: each begins with who speaks, in
// one word before ": ", after a number in brackets perhaps, or in brackets
// itself ("[고객] "). Empty if that is not so of every line, or there is but
// one. Views into `text`.
std::vector<TranscriptLine> TranscriptLines(std::string_view text);

}  // namespace aicc::inference
