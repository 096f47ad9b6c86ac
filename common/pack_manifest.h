#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace aicc {

// A queue or a disposition of a pack.
struct NamedChoice {
  std::string id;
  std::map<std::string, std::string> names;  // By locale.
};

// What every service may need to know of a pack: its `pack.yaml`, see
// deploy/packs/README.md. Immutable after reading.
struct PackManifest {
  std::string id;
  std::string version;
  std::map<std::string, std::string> names;  // By locale.
  std::vector<std::string> locales;
  std::string time_zone;
  std::vector<NamedChoice> queues;  // The first is the default; never empty.
  std::vector<NamedChoice> dispositions;
  // Message id → locale → text; complete.
  std::map<std::string, std::map<std::string, std::string>, std::less<>>
      messages;

  // REQUIRES: `id` is one of kPackMessages. An unknown locale gives the first.
  const std::string& Message(std::string_view message_id,
                             std::string_view locale) const;

  bool HasQueue(std::string_view queue) const;
  bool HasDisposition(std::string_view disposition) const;
};

// The fixed messages that a pack must have.
inline constexpr std::string_view kPackMessages[] = {
    "ai_notice", "no_answer", "hand_over", "clarify", "general_answer"};

// Reads `folder`/pack.yaml. "FILE_NOT_FOUND" or "BAD_CONFIG" otherwise, see
// common/config.h.
Result<PackManifest> ReadPackManifest(const std::string& folder);

}  // namespace aicc
