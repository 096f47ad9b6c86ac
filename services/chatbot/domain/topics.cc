#include "services/chatbot/domain/topics.h"

#include <utility>

#include "common/config.h"

namespace aicc::chatbot {

std::string_view Topics::NameOf(std::string_view intent,
                                std::string_view locale) const {
  const auto names = names_.find(intent);
  if (names == names_.end()) return {};
  const auto name = names->second.find(std::string(locale));
  return name != names->second.end() ? std::string_view(name->second)
                                     : std::string_view();
}

Result<Topics> ReadTopics(const std::string& folder) {
  auto root = ConfigNode::Load(folder + "/intents.yaml");
  if (!root) {
    if (root.error().kind == ErrorKind::kNotFound) return Topics();
    return Failure(root.error());
  }
  std::map<std::string, Topics::Names, std::less<>> names;
  for (ConfigNode& intent : root->List("intents")) {
    std::string kind = "answer";
    intent.Read("kind", &kind);
    if (kind != "answer") continue;
    ConfigNode name = intent.Section("name");
    Topics::Names& of_intent = names[intent.Require("id")];
    for (const std::string& locale : name.Keys()) {
      of_intent[locale] = name.Require(locale);
    }
  }
  return Topics(std::move(names));
}

}  // namespace aicc::chatbot
