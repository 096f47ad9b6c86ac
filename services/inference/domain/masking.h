#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/conversation_data.h"
#include "services/inference/domain/personal_data.h"

namespace aicc::inference {

// Replaces personal data by placeholders such as `<PHONE_1>` and back. One mask
// a request, to which all of the contact's messages are given in order, also
// those that the prompt leaves out: placeholders are counted as values are
// recognised, so that every turn and every replica counts alike and nothing is
// stored. The same value has the same placeholder, whatever its spelling.
//
// What a customer writes that looks like a placeholder becomes one, of type
// LITERAL, and so comes back as he wrote it.
//
// Holds the personal data, so it must not outlive the request. Not thread-safe.
class Mask {
 public:
  // Returns the texts of `conversation` after their labels, what is personal
  // replaced: what FindPersonalData() finds, values that go on over several
  // messages (each part is replaced), and names that another message tells.
  // Trusted messages stay as they are.
  std::vector<std::string> Hide(const std::vector<Utterance>& conversation);

  // Returns a text by itself, such as a tool's result, likewise.
  std::string Hide(std::string_view text);

  // Returns what a placeholder of this mask stands for, spelled as it was
  // first; nullptr for anything else. The name is without brackets: "PHONE_1".
  const std::string* Original(std::string_view name) const;

 private:
  // A placeholder and the bytes of a text that it takes the place of.
  struct Place {
    std::size_t end = 0;
    std::string key;  // Type and value.
    std::string placeholder;
  };
  using Places = std::map<std::size_t, Place>;  // By where they begin.

  std::string Placeholder(const std::string& key, std::string_view type,
                          std::string_view original);
  void GoOn(const std::string& begun, const std::string& key,
            std::string_view original);
  void Put(const PersonalData& data, std::string_view original, Places* places);
  void PutFound(std::string_view text, Places* places);
  void PutKnownNames(std::string_view text, Places* places);
  void PutLiterals(std::string_view text, Places* places);

  std::map<std::string, std::string, std::less<>> placeholders_;  // By value.
  std::map<std::string, std::string, std::less<>> originals_;     // By name.
  std::map<std::string, int, std::less<>> counts_;                // By type.
  std::map<std::string, std::string> names_;  // Placeholders by folded name.
};

}  // namespace aicc::inference
