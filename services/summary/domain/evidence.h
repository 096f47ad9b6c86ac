#pragma once

#include <string_view>
#include <vector>

#include "common/pack_manifest.h"
#include "services/summary/domain/conversation.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

// Whether what is claimed of a contact is proven by its log. Holds for whoever
// wrote the summary, the built-in engine or a model.
//
// A sentence is supported if every entry it cites exists and states something,
// every number and name in it occurs in them, and so do most of its other
// words. It cannot see that a sentence turns the meaning of those words round.
//
// `text` is supported by the words of `evidence`:
bool IsSupported(std::string_view text, std::string_view evidence);

// … by the entries that it cites.
bool IsSupported(const Sentence& sentence, const Conversation& conversation,
                 const PackManifest* pack);

// Removes every sentence that is not supported, and sections that become empty.
// Returns how many sentences were removed.
int DropUnsupported(const Conversation& conversation, const PackManifest* pack,
                    std::vector<Section>* sections);

}  // namespace aicc::summary
