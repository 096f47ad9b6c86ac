#pragma once

#include <string>
#include <vector>

#include "common/pack_manifest.h"
#include "services/summary/domain/conversation.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

// Sentences for what the log states as facts rather than words, each with the
// entry that states it. `pack` gives names; nullptr: ids are shown.

// That a human was called for, and why.
std::vector<Sentence> HandOvers(const Conversation& conversation,
                                const PackManifest* pack);

// What the agent recorded in wrap-up, or else how the conversation ended.
std::vector<Sentence> Outcome(const Conversation& conversation,
                              const PackManifest* pack);

// What the customer's rating was; the last one, if there are several.
std::vector<Sentence> Ratings(const Conversation& conversation);

// The words that `entry` is evidence for: what was said in it or stated by it.
std::string EvidenceText(const LogEntry& entry, const PackManifest* pack);

}  // namespace aicc::summary
