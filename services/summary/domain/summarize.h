#pragma once

#include <vector>

#include "common/pack_manifest.h"
#include "services/summary/domain/conversation.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

// The built-in summary, in the contact's language: the sentences that tell
// most, quoted with who said them, and what the log states as facts. Nothing is
// rephrased, so nothing is invented. A section without evidence is left out.
//
// `pack` gives dispositions and queues their names; nullptr: ids are shown.
std::vector<Section> Summarize(const Conversation& conversation,
                               const PackManifest* pack);

}  // namespace aicc::summary
