#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/pack_manifest.h"
#include "services/summary/domain/conversation.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

// What a model is told to do, and what to do it with.
struct SummaryPrompt {
  std::string instruction;
  std::string transcript;  // One numbered line per entry of the log.
  std::string json_schema;
  std::string locale;
};

// nullopt if the contact is longer than one message to a model may be; nothing
// is cut off in silence.
std::optional<SummaryPrompt> PromptFor(const Conversation& conversation,
                                       const PackManifest* pack);

// Reads what a model wrote, strictly: JSON of the schema's shape, within its
// limits; a Markdown fence around it is forgiven. Sections come back in their
// order, seqs ascending. nullopt if it is anything else. Says nothing about
// whether it is true: see evidence.h.
std::optional<std::vector<Section>> ParseModelSummary(std::string_view text);

}  // namespace aicc::summary
