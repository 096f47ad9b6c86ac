#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/config.h"
#include "common/error.h"
#include "services/inference/domain/pack.h"

namespace aicc::inference {

// The readers of a pack's files, for LoadPack() and its tests.

// "BAD_CONFIG" as common/config.h makes it, for what it cannot see itself.
// `line` is 0 if the whole file is meant.
Failure BadPack(const std::string& file, int line, const std::string& problem);

// The bytes of a file, which are UTF-8 and at most `limit`.
Result<std::string> ReadText(const std::string& file, std::size_t limit);

// ReadText() and ConfigNode::Parse().
Result<ConfigNode> ReadYaml(const std::string& file);

// The line of a node in a YAML text, found by keys and list positions; 0 if
// there is no such node.
using YamlStep = std::variant<std::string, std::size_t>;
int YamlLine(const std::string& text, const std::vector<YamlStep>& path);

bool IsSnakeCase(std::string_view id);  // lower_snake_case
bool IsKebabCase(std::string_view id);  // lower-kebab-case

// Fills what the file is about; `pack->manifest` is there already.
Result<void> ReadIntents(const std::string& file, Pack* pack);
Result<void> ReadOutOfScope(const std::string& file, Pack* pack);
Result<void> ReadPolicies(const std::string& file, Pack* pack);
Result<void> ReadLexicon(const std::string& file, Pack* pack);
Result<void> ReadDocuments(const std::string& folder, Pack* pack);

// A text per locale of the pack under `key`; each is required.
Texts RequireTexts(ConfigNode& node, std::string_view key,
                   const std::vector<std::string>& locales);

// Parses one document. `text` is the file's.
Result<Document> ParseDocument(const std::string& file, std::string_view text);

}  // namespace aicc::inference
