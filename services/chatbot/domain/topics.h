#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/error.h"

namespace aicc::chatbot {

// The names of the pack's intents that are matters of business, as a person
// calls them: not greetings, nor the wish for a person.
class Topics {
 public:
  using Names = std::map<std::string, std::string>;  // By locale.

  Topics() = default;
  explicit Topics(std::map<std::string, Names, std::less<>> names)
      : names_(std::move(names)) {}

  // Empty if `intent` is no matter of business, or has no name in `locale`.
  std::string_view NameOf(std::string_view intent,
                          std::string_view locale) const;

 private:
  std::map<std::string, Names, std::less<>> names_;
};

// Reads them from `folder`/intents.yaml; its errors are the inference service's
// to find. None if there is no such file; "BAD_CONFIG" if it is not YAML.
Result<Topics> ReadTopics(const std::string& folder);

}  // namespace aicc::chatbot
