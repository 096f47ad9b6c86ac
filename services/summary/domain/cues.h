#pragma once

#include <string_view>

namespace aicc::summary {

// What the wording of one sentence of customer-service talk gives away, in
// Korean and English. Signs, not proof: who uses them weighs them.
struct Cues {
  bool greeting = false;      // "Thank you for calling", "무엇을 도와드릴까요"
  bool closing = false;       // "Have a lovely day", "수고하세요"
  bool question = false;      // Asks something.
  bool figure_asked = false;  // Asks how much, how long or when.
  bool problem = false;       // Says that something is wrong.
  bool request = false;       // Wants something done.
  bool asks = false;          // … and says so: "please", "-해 주세요".
  bool action = false;        // Says what was done, or what to do.
  bool deed = false;          // Says what the speaker has done.
  bool hold = false;          // "One moment", "잠시만요"
  bool recap = false;         // Tells the customer what the customer has said.
  bool apology = false;       // "I am sorry for the inconvenience"
  bool promise = false;       // Says what will be done later.
  bool announced = false;     // … and not by the speaker: "복구할 예정입니다"
  bool thanks = false;        // Is content, or polite.
  bool content = false;       // Is content, and not merely polite.
  bool complaint = false;     // Is angry.
  bool outburst = false;      // Abuse, or a question that wants no answer.
  bool confirmed = false;     // Says that it works now, or what was decided.
};

Cues FindCues(std::string_view sentence);

}  // namespace aicc::summary
