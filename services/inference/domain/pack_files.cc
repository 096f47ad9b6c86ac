#include "services/inference/domain/pack_files.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "common/text.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxYamlBytes = 16 << 20;

bool IsCase(std::string_view id, char separator) {
  const auto fits = [separator](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == separator;
  };
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, fits) &&
         id.front() != separator && id.back() != separator;
}

IntentKind ReadKind(ConfigNode& node) {
  std::string kind = "answer";
  node.Read("kind", &kind);
  if (kind == "small_talk") return IntentKind::kSmallTalk;
  if (kind == "want_human") return IntentKind::kWantHuman;
  if (kind != "answer") {
    node.Reject("kind", "must be answer, small_talk or want_human");
  }
  return IntentKind::kAnswer;
}

TextLists ReadExamples(ConfigNode node, const std::vector<std::string>& locales,
                       std::size_t least) {
  TextLists lists;
  for (const std::string& locale : locales) {
    node.Read(locale, &lists[locale]);
    const std::size_t count = lists[locale].size();
    if (count < least) {
      node.Reject(locale, "must have at least " + std::to_string(least) +
                              " examples; it has " + std::to_string(count));
    }
  }
  return lists;
}

Intent ReadIntent(ConfigNode& node, const PackManifest& manifest) {
  Intent intent;
  intent.id = node.Require("id");
  if (!IsSnakeCase(intent.id)) node.Reject("id", "must be lower_snake_case");
  intent.kind = ReadKind(node);
  intent.names = RequireTexts(node, "name", manifest.locales);
  node.Read("documents", &intent.documents);
  node.Read("queue", &intent.queue);
  if (!intent.queue.empty() && !manifest.HasQueue(intent.queue)) {
    node.Reject("queue", "is not a queue of pack.yaml");
  }
  if (intent.kind == IntentKind::kSmallTalk) {
    intent.reply = RequireTexts(node, "reply", manifest.locales);
  } else if (node.Has("reply")) {
    node.Reject("reply", "is for kind: small_talk only");
  }
  intent.examples =
      ReadExamples(node.Section("examples"), manifest.locales, kMinExamples);
  return intent;
}

}  // namespace

Failure BadPack(const std::string& file, int line, const std::string& problem) {
  const std::string where = line > 0 ? file + ":" + std::to_string(line) : file;
  return Failure(
      {ErrorKind::kInvalidArgument,
       "BAD_CONFIG",
       where + ": " + problem,
       {{"file", file}, {"line", std::to_string(line)}, {"problem", problem}}});
}

Result<std::string> ReadText(const std::string& file, std::size_t limit) {
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(file)) {
    return Failure({ErrorKind::kNotFound,
                    "FILE_NOT_FOUND",
                    file + ": cannot be read",
                    {{"file", file}}});
  }
  std::string text(limit + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > limit) {
    return BadPack(file, 0,
                   "is larger than " + std::to_string(limit) + " bytes");
  }
  const std::size_t invalid = FindInvalidUtf8(text);
  if (invalid != std::string::npos) {
    const auto line =
        1 + std::ranges::count(std::string_view(text).substr(0, invalid), '\n');
    return BadPack(file, static_cast<int>(line), "is not UTF-8");
  }
  return text;
}

Result<ConfigNode> ReadYaml(const std::string& file) {
  const auto text = ReadText(file, kMaxYamlBytes);
  if (!text) return Failure(text.error());
  return ConfigNode::Parse(*text, file);
}

int YamlLine(const std::string& text, const std::vector<YamlStep>& path) {
  try {
    YAML::Node node = YAML::Load(text);
    for (const YamlStep& step : path) {
      const YAML::Node& parent = node;
      const auto* const key = std::get_if<std::string>(&step);
      const YAML::Node child =
          key != nullptr ? parent[*key] : parent[std::get<std::size_t>(step)];
      if (!child.IsDefined()) return 0;
      node.reset(child);
    }
    return node.Mark().line + 1;
  } catch (const YAML::Exception&) {
    return 0;
  }
}

bool IsSnakeCase(std::string_view id) { return IsCase(id, '_'); }
bool IsKebabCase(std::string_view id) { return IsCase(id, '-'); }

Texts RequireTexts(ConfigNode& node, std::string_view key,
                   const std::vector<std::string>& locales) {
  ConfigNode section = node.Section(key);
  Texts texts;
  for (const std::string& locale : locales) {
    texts[locale] = section.Require(locale);
  }
  return texts;
}

Result<void> ReadIntents(const std::string& file, Pack* pack) {
  auto root = ReadYaml(file);
  if (!root) return Failure(root.error());
  std::set<std::string> ids;
  for (ConfigNode& node : root->List("intents")) {
    pack->intents.push_back(ReadIntent(node, pack->manifest));
    if (!ids.insert(pack->intents.back().id).second) {
      node.Reject("id", "is there twice");
    }
  }
  if (pack->intents.empty()) {
    root->Reject("intents", "must have at least one entry");
  }
  return root->Done();
}

Result<void> ReadOutOfScope(const std::string& file, Pack* pack) {
  auto root = ReadYaml(file);
  if (!root) return Failure(root.error());
  pack->out_of_scope = ReadExamples(root->Section("examples"),
                                    pack->manifest.locales, kMinExamples);
  return root->Done();
}

}  // namespace aicc::inference
