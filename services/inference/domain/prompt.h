#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/engine.h"
#include "services/inference/domain/language_model.h"
#include "services/inference/domain/turn_text.h"

namespace aicc::inference {

// What is to be written; see GenerateRequest in inference.proto.
struct Assignment {
  std::vector<Turn> turns;
  std::string locale;  // To answer in; "ko" or "en".
  bool external_allowed = false;
  std::string json_schema;
  std::string session_id = {};  // The contact; may be empty.
  bool domain_only = false;     // No general model is asked.
  std::string task = "chat";    // Of kTasks, see routing.h.
  // How much to think; kDefault: as the rules of the task have it.
  Thinking thinking = Thinking::kDefault;
  // Whom the customer or an agent has chosen; may be null.
  LanguageModel* chosen = nullptr;
};

// What a domain model says, and nothing else, if the passages do not answer.
inline constexpr std::string_view kNoAnswer = "NO_ANSWER";

// The most a prompt takes: turns of the conversation, oldest dropped first,
// bytes of all of them and of one, passages.
inline constexpr std::size_t kMaxPromptTurns = 20;
inline constexpr std::size_t kMaxPromptBytes = 24'576;
inline constexpr std::size_t kMaxPromptTurnBytes = 16'384;
inline constexpr std::size_t kMaxPromptPassages = 10;

// Asks the business's own model: from the passages only.
ModelRequest DomainPrompt(const Assignment& assignment,
                          const PackManifest& manifest,
                          const std::vector<Passage>& passages);

// Asks a general model: what it knows, but of the business only the passages.
ModelRequest GeneralPrompt(const Assignment& assignment,
                           const PackManifest& manifest,
                           const std::vector<Passage>& passages);

// Asks for a task other than a chat: the instructions as they are, the rest as
// material.
ModelRequest TaskPrompt(const Assignment& assignment);

}  // namespace aicc::inference
