#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace aicc {

// A recorded conversation, as a line of a JSONL file holds it:
//   {"id": "…", "locale": "en", "channel": "chat",
//    "turns": [{"speaker": "customer", "text": "…", "time": 12.5}]}
// `locale` ("ko"), `channel` ("chat") and `time` (seconds from the start) are
// optional; other keys are passed over.
struct Recording {
  struct Turn {
    std::string speaker;  // "customer", "agent" or "bot"
    std::string text;
    std::optional<double> time;  // Seconds from the start.
  };
  std::string id;
  std::string locale = "ko";
  std::string channel = "chat";
  std::vector<Turn> turns;
  // Turns without text, as of a picture, that were passed over.
  int empty_turn_count = 0;

  // Whether an agent is the first, or the last, to speak to the customer.
  bool BeginsWithAgent() const;
  bool EndsWithAgent() const;
};

// Reads one line. Says what is wrong without what was said: "NOT_JSON" if it is
// no JSON at all, or "BAD_RECORDING".
Result<Recording> ParseRecording(std::string_view line);

}  // namespace aicc
