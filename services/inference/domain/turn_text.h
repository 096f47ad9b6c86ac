#pragma once

#include <string_view>
#include <vector>

#include "services/inference/domain/engine.h"

namespace aicc::inference {

// Who wrote a turn of a conversation.
enum class Speaker { kCustomer, kBot, kAgent, kInstruction };

struct Turn {
  Speaker speaker = Speaker::kCustomer;
  std::string text;
};

// `text`, or as much of its beginning as fits into `bytes` without breaking a
// character.
std::string_view Shortened(std::string_view text, std::size_t bytes);

// True if there is nothing in `text` that could be meant: no letter or digit at
// all, or only sounds ("음...", "ㅋㅋ", "hmm").
bool IsMeaningless(std::string_view text);

// How alike two texts are to the letter, 0 to 1; case, spaces and punctuation
// aside.
double Likeness(std::string_view a, std::string_view b);

// True if the last of `turns` asks what the customer asked before, in nearly
// the same words and meaning the same, and was answered by a model then.
// `understood` is of the last turn.
bool AsksAgain(const std::vector<Turn>& turns, const Understanding& understood,
               const DomainEngine& engine);

}  // namespace aicc::inference
