#include "common/pack_manifest.h"

#include <algorithm>
#include <set>

#include "common/config.h"

namespace aicc {
namespace {

constexpr std::string_view kLocales[] = {"ko", "en"};
constexpr std::size_t kMaxIdBytes = 64;  // As requests may name them.

std::map<std::string, std::string> ReadTexts(
    ConfigNode node, const std::vector<std::string>& locales) {
  std::map<std::string, std::string> texts;
  for (const std::string& locale : locales) {
    texts[locale] = node.Require(locale);
  }
  return texts;
}

std::vector<NamedChoice> ReadChoices(ConfigNode& root, std::string_view key,
                                     const std::vector<std::string>& locales) {
  std::vector<NamedChoice> choices;
  std::set<std::string> ids;
  for (ConfigNode& node : root.List(key)) {
    NamedChoice choice{node.Require("id"),
                       ReadTexts(node.Section("name"), locales)};
    if (!ids.insert(choice.id).second) node.Reject("id", "is there twice");
    if (choice.id.empty() || choice.id.size() > kMaxIdBytes) {
      node.Reject("id", "must be 1 to 64 bytes");
    }
    choices.push_back(std::move(choice));
  }
  if (choices.empty()) root.Reject(key, "must have at least one entry");
  return choices;
}

bool HasId(const std::vector<NamedChoice>& choices, std::string_view id) {
  return std::ranges::any_of(
      choices, [id](const NamedChoice& choice) { return choice.id == id; });
}

}  // namespace

const std::string& PackManifest::Message(std::string_view message_id,
                                         std::string_view locale) const {
  const auto& texts = messages.find(message_id)->second;
  const auto found = texts.find(std::string(locale));
  return found != texts.end() ? found->second : texts.at(locales.front());
}

bool PackManifest::HasQueue(std::string_view queue) const {
  return HasId(queues, queue);
}

bool PackManifest::HasDisposition(std::string_view disposition) const {
  return HasId(dispositions, disposition);
}

Result<PackManifest> ReadPackManifest(const std::string& folder) {
  auto root = ConfigNode::Load(folder + "/pack.yaml");
  if (!root) return Failure(root.error());
  PackManifest manifest;
  manifest.id = root->Require("id");
  manifest.version = root->Require("version");
  root->Read("locales", &manifest.locales);
  if (manifest.locales.empty()) {
    root->Reject("locales", "must name at least one locale");
  }
  for (const std::string& locale : manifest.locales) {
    if (std::ranges::find(kLocales, locale) == std::end(kLocales)) {
      root->Reject("locales", "may be ko and en only");
    }
  }
  manifest.names = ReadTexts(root->Section("name"), manifest.locales);
  manifest.time_zone = root->Require("time_zone");
  manifest.queues = ReadChoices(*root, "queues", manifest.locales);
  manifest.dispositions = ReadChoices(*root, "dispositions", manifest.locales);
  ConfigNode messages = root->Section("messages");
  for (const std::string_view id : kPackMessages) {
    manifest.messages[std::string(id)] =
        ReadTexts(messages.Section(id), manifest.locales);
  }
  if (const auto done = root->Done(); !done) return Failure(done.error());
  return manifest;
}

}  // namespace aicc
