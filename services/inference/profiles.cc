#include "services/inference/profiles.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <utility>

namespace aicc::inference {
namespace {

namespace fs = std::filesystem;

constexpr double kMaxPrice = 10'000;
constexpr int kMaxTokens = 100'000'000;

template <typename Value>
using Names = std::pair<std::string_view, Value>;

constexpr std::array<Names<WireFormat>, 3> kWires{{
    {"openai", WireFormat::kOpenAi},
    {"anthropic", WireFormat::kAnthropic},
    {"gemini", WireFormat::kGemini},
}};
constexpr std::array<Names<ThinkingSwitch>, 10> kSwitches{{
    {"none", ThinkingSwitch::kNone},
    {"always", ThinkingSwitch::kAlways},
    {"template", ThinkingSwitch::kTemplate},
    {"effort", ThinkingSwitch::kEffort},
    {"type", ThinkingSwitch::kType},
    {"enable", ThinkingSwitch::kEnable},
    {"budget", ThinkingSwitch::kBudget},
    {"adaptive", ThinkingSwitch::kAdaptive},
    {"thinking_budget", ThinkingSwitch::kThinkingBudget},
    {"thinking_level", ThinkingSwitch::kThinkingLevel},
}};
constexpr std::array<Names<Prefill>, 4> kPrefills{{
    {"none", Prefill::kNone},
    {"last", Prefill::kLast},
    {"continue", Prefill::kContinue},
    {"prefix", Prefill::kPrefix},
}};

template <typename Value, std::size_t N>
void ReadName(ConfigNode& node, const char* key,
              const std::array<Names<Value>, N>& names, Value* value) {
  if (!node.Has(key)) return;
  std::string name;
  node.Read(key, &name);
  std::string all;
  for (const auto& [each, meaning] : names) {
    if (each == name) {
      *value = meaning;
      return;
    }
    all += (all.empty() ? "" : ", ") + std::string(each);
  }
  node.Reject(key, "must be one of " + all);
}

template <std::size_t N>
void ReadOneOf(ConfigNode& node, const char* key,
               const std::array<std::string_view, N>& allowed,
               std::string* value) {
  node.Read(key, value);
  if (std::ranges::find(allowed, *value) != allowed.end()) return;
  std::string all;
  for (const auto each : allowed) {
    all += (all.empty() ? "" : ", ") + std::string(each);
  }
  node.Reject(key, "must be one of " + all);
}

void ReadOptional(ConfigNode& node, const char* key, double min, double max,
                  std::optional<double>* value) {
  if (node.Has(key)) node.Read(key, &value->emplace(0), min, max);
}

void ReadFlags(ConfigNode& node, Profile* profile) {
  const std::pair<const char*, bool*> flags[] = {
      {"thinks_by_default", &profile->thinks_by_default},
      {"thought_opened", &profile->thought_opened},
      {"echo_thoughts", &profile->echo_thoughts},
      {"system_prompt", &profile->system_prompt},
      {"tools", &profile->tools},
      {"parallel_tools", &profile->parallel_tools},
      {"json_schema", &profile->json_schema},
      {"sees", &profile->sees},
      {"logprobs", &profile->logprobs},
      {"seed", &profile->seed},
      {"penalties", &profile->penalties},
      {"sampling", &profile->sampling},
      {"sampling_thinking", &profile->sampling_thinking},
  };
  for (const auto& [key, value] : flags) node.Read(key, value);
}

void ReadSampling(ConfigNode& node, Profile* profile) {
  ReadOptional(node, "temperature", 0, 2, &profile->temperature);
  ReadOptional(node, "temperature_thinking", 0, 2,
               &profile->temperature_thinking);
  ReadOptional(node, "top_p", 0, 1, &profile->top_p);
  ReadOptional(node, "presence_penalty", -2, 2, &profile->presence_penalty);
  node.Read("max_temperature", &profile->max_temperature, 0, 2);
}

Profile ReadProfile(ConfigNode& node) {
  Profile profile;
  profile.id = node.Require("id");
  node.Read("names", &profile.names);
  if (profile.names.empty()) node.Reject("names", "is required");
  // Where it comes from, for whoever reads the file.
  std::string source = node.Require("source");
  ReadCapabilities(node, &profile);
  return profile;
}

}  // namespace

void ReadCapabilities(ConfigNode& node, Profile* profile) {
  ReadName(node, "wire", kWires, &profile->wire);
  ReadName(node, "thinking", kSwitches, &profile->thinking);
  ReadName(node, "prefill", kPrefills, &profile->prefill);
  node.Read("owner", &profile->owner);
  ReadOneOf<2>(node, "thought_field", {"reasoning_content", "reasoning"},
               &profile->thought_field);
  ReadOneOf<2>(node, "system_role", {"system", "developer"},
               &profile->system_role);
  ReadOneOf<2>(node, "max_tokens_field",
               {"max_tokens", "max_completion_tokens"},
               &profile->max_tokens_field);
  ReadOneOf<6>(node, "residency", {"", "own", "kr", "us", "eu", "cn"},
               &profile->residency);
  ReadFlags(node, profile);
  ReadSampling(node, profile);
  node.Read("context_tokens", &profile->context_tokens, 256, kMaxTokens);
  node.Read("max_output_tokens", &profile->max_output_tokens, 1, kMaxTokens);
  node.Read("quality", &profile->quality, 0, 1);
  ConfigNode licence = node.Section("licence");
  licence.Read("name", &profile->licence.name);
  licence.Read("commercial", &profile->licence.commercial);
  ConfigNode prices = node.Section("prices");
  prices.Read("prompt", &profile->prices.prompt, 0, kMaxPrice);
  prices.Read("cached", &profile->prices.cached, 0, kMaxPrice);
  prices.Read("completion", &profile->prices.completion, 0, kMaxPrice);
}

Result<std::vector<Profile>> LoadProfiles(const std::string& folder) {
  std::error_code failed;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  if (failed) {
    return Failure({ErrorKind::kNotFound,
                    "FILE_NOT_FOUND",
                    "there is no folder of models at " + folder,
                    {{"path", folder}}});
  }
  std::ranges::sort(paths);
  std::vector<Profile> profiles;
  std::set<std::string> ids;
  for (const fs::path& path : paths) {
    auto root = ConfigNode::Load(path.string());
    if (!root) return Failure(root.error());
    for (ConfigNode& node : root->List("profiles")) {
      profiles.push_back(ReadProfile(node));
      if (!ids.insert(profiles.back().id).second) {
        node.Reject("id", "is there twice");
      }
    }
    if (const auto done = root->Done(); !done) return Failure(done.error());
  }
  return profiles;
}

}  // namespace aicc::inference
