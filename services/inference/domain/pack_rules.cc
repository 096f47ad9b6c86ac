// The readers of policies.yaml and lexicon.yaml.

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "services/inference/domain/pack_files.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxYamlBytes = 16 << 20;
constexpr std::string_view kNameTypes[] = {"plan", "device", "service",
                                           "country"};

void ReadMood(ConfigNode& when, Policy* policy) {
  std::string mood;
  when.Read("sentiment", &mood);
  if (mood == "negative") policy->mood = Mood::kNegative;
  if (mood == "positive") policy->mood = Mood::kPositive;
  if (!mood.empty() && !policy->mood) {
    when.Reject("sentiment", "must be negative or positive");
  }
  when.Read("min_strength", &policy->min_strength, 0, 1);
  if (when.Has("min_strength") != policy->mood.has_value()) {
    when.Reject("min_strength", "goes together with sentiment");
  }
}

void ReadWhen(ConfigNode when, const Pack& pack, Policy* policy) {
  when.Read("intents", &policy->intents);
  for (const std::string& intent : policy->intents) {
    if (pack.FindIntent(intent) == nullptr) {
      when.Reject("intents", "names no intent of intents.yaml: " + intent);
    }
  }
  ReadMood(when, policy);
  if (when.Has("keywords")) {
    ConfigNode keywords = when.Section("keywords");
    for (const std::string& locale : pack.manifest.locales) {
      keywords.Read(locale, &policy->keywords[locale]);
      if (std::ranges::count(policy->keywords[locale], "") > 0) {
        keywords.Reject(locale, "has an empty keyword");
      }
      if (policy->keywords[locale].empty()) {
        keywords.Reject(locale, "must have at least one keyword");
      }
    }
  }
  if (policy->intents.empty() && !policy->mood && policy->keywords.empty()) {
    when.Reject("", "must hold intents, sentiment or keywords");
  }
}

void ReadThen(ConfigNode then, const PackManifest& manifest, Policy* policy) {
  if (then.Require("tier") != "human") {
    then.Reject("tier", "must be human");
  }
  policy->queue = then.Require("queue");
  if (!manifest.HasQueue(policy->queue)) {
    then.Reject("queue", "is not a queue of pack.yaml");
  }
  policy->reason = then.Require("reason");
  if (!policy->reason.starts_with("POLICY_")) {
    then.Reject("reason", "must start with POLICY_");
  }
  policy->message = RequireTexts(then, "message", manifest.locales);
}

EntityName ReadName(ConfigNode& node, const std::vector<std::string>& locales) {
  EntityName name;
  name.type = node.Require("type");
  if (std::ranges::find(kNameTypes, name.type) == std::end(kNameTypes)) {
    node.Reject("type", "must be plan, device, service or country");
  }
  name.id = node.Require("id");
  if (!IsSnakeCase(name.id)) node.Reject("id", "must be lower_snake_case");
  ConfigNode names = node.Section("names");
  for (const std::string& locale : locales) {
    names.Read(locale, &name.names[locale]);
    if (name.names[locale].empty() ||
        std::ranges::find(name.names[locale], "") != name.names[locale].end()) {
      names.Reject(locale, "must have names, none empty");
    }
  }
  return name;
}

// A list of lists, which a ConfigNode does not know.
Result<void> ReadSynonyms(const std::string& file, Pack* pack) {
  const auto text = ReadText(file, kMaxYamlBytes);
  if (!text) return Failure(text.error());
  const YAML::Node root = YAML::Load(*text);
  const YAML::Node groups = root["synonyms"];
  const auto fail = [&](const YAML::Node& at) {
    return BadPack(file, at.Mark().line + 1,
                   "synonyms must be lists of two texts or more");
  };
  if (!groups || groups.IsNull()) return {};
  if (!groups.IsSequence()) return fail(groups);
  for (const YAML::Node& group : groups) {
    if (!group.IsSequence() || group.size() < 2) return fail(group);
    std::vector<std::string> words;
    for (const YAML::Node& word : group) {
      if (!word.IsScalar() || word.Scalar().empty()) return fail(word);
      words.push_back(word.Scalar());
    }
    pack->synonyms.push_back(std::move(words));
  }
  return {};
}

}  // namespace

Result<void> ReadPolicies(const std::string& file, Pack* pack) {
  auto root = ReadYaml(file);
  if (!root) return Failure(root.error());
  std::set<std::string> ids;
  for (ConfigNode& node : root->List("policies")) {
    Policy policy;
    policy.id = node.Require("id");
    if (!IsSnakeCase(policy.id)) node.Reject("id", "must be lower_snake_case");
    if (!ids.insert(policy.id).second) node.Reject("id", "is there twice");
    ReadWhen(node.Section("when"), *pack, &policy);
    ReadThen(node.Section("then"), pack->manifest, &policy);
    pack->policies.push_back(std::move(policy));
  }
  return root->Done();
}

Result<void> ReadLexicon(const std::string& file, Pack* pack) {
  auto root = ReadYaml(file);
  if (!root) return Failure(root.error());
  std::set<std::string> ids;
  for (ConfigNode& node : root->List("entities")) {
    pack->entities.push_back(ReadName(node, pack->manifest.locales));
    const EntityName& name = pack->entities.back();
    if (!ids.insert(name.type + "/" + name.id).second) {
      node.Reject("id", "is there twice");
    }
  }
  root->Has("synonyms");  // Read below; known.
  if (const auto done = root->Done(); !done) return Failure(done.error());
  return ReadSynonyms(file, pack);
}

}  // namespace aicc::inference
