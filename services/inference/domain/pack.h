#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/pack_manifest.h"

namespace aicc::inference {

// A pack as its files say it; deploy/packs/README.md is their manual. Plain
// values, checked: what one part names, another part has.

using Texts = std::map<std::string, std::string>;  // By locale.
using TextLists =
    std::map<std::string, std::vector<std::string>>;  // By locale.

enum class IntentKind { kAnswer, kSmallTalk, kWantHuman };

struct Intent {
  std::string id;
  IntentKind kind = IntentKind::kAnswer;
  Texts names;
  std::vector<std::string> documents;
  std::string queue;  // Empty for the default.
  Texts reply;        // Small talk only.
  TextLists examples;
};

enum class Mood { kNegative, kPositive };

struct Policy {
  std::string id;
  // All that are given must hold.
  std::vector<std::string> intents;
  std::optional<Mood> mood;
  double min_strength = 0;
  TextLists keywords;
  // Then:
  std::string queue;
  std::string reason;
  Texts message;
};

struct EntityName {
  std::string type;
  std::string id;
  TextLists names;
};

struct Section {
  std::string heading;  // Empty for the introduction.
  std::vector<std::string> sentences;
};

struct Document {
  std::string id;
  std::string locale;
  std::string title;
  std::vector<std::string> tags;
  std::string valid_from;  // ISO date, or empty.
  std::vector<Section> sections;
};

struct Pack {
  PackManifest manifest;
  std::vector<Intent> intents;
  TextLists out_of_scope;
  std::vector<Policy> policies;
  std::vector<std::vector<std::string>> synonyms;
  std::vector<EntityName> entities;
  std::vector<Document> documents;

  // Null if there is none.
  const Intent* FindIntent(std::string_view id) const;
};

inline constexpr std::size_t kMinExamples = 8;  // Of an intent, a locale.
inline constexpr std::size_t kMaxDocumentBytes = 1 << 20;
inline constexpr std::size_t kMaxExampleBytes = 1 << 10;

// Reads and checks the pack in the folder `path`. "FILE_NOT_FOUND", or
// "BAD_CONFIG" with file and line of the first thing that is wrong.
Result<Pack> LoadPack(const std::string& path);

}  // namespace aicc::inference
