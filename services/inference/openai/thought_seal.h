#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// What a model wants back with the results of its tools: what it thought before
// it called them, and its signatures.
struct KeptThoughts {
  std::string thinker;  // See ThinkerOf() in language_model.h.
  std::vector<Thought> thoughts = {};
  std::string signature = {};  // Of the call.
};

// Keeps thoughts with the client, who neither reads nor loses them: they travel
// encrypted (AES-256-GCM) in the id of the call, which every client of OpenAI
// brings back, to whichever process. Immutable; thread-safe.
class ThoughtSeal {
 public:
  // `key` has 32 bytes, the same in all processes.
  explicit ThoughtSeal(std::string key);

  // The id that the client is given. `id` itself if more than 64 KiB would be
  // kept: the model then does without.
  std::string Close(const std::string& id, std::string_view tenant,
                    const KeptThoughts& kept) const;

  // What Close() was given. An id of another origin is itself; of one that was
  // changed, or closed with another key or for another tenant, only what stands
  // before the seal is left.
  struct Opened {
    std::string id;
    std::optional<KeptThoughts> kept;
  };
  Opened Open(std::string_view id, std::string_view tenant) const;

 private:
  const std::string key_;
};

// Puts back what the ids of calls and results in `*messages` hold.
void OpenThoughts(const ThoughtSeal& seal, std::string_view tenant,
                  std::vector<ModelMessage>* messages);

}  // namespace aicc::inference
