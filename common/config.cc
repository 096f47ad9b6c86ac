#include "common/config.h"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <deque>
#include <fstream>
#include <set>
#include <sstream>

#include "common/yaml_aliases.h"

namespace aicc {
namespace {

constexpr std::size_t kMaxFileBytes = 16 << 20;

Failure BadConfig(const std::string& file, int line, const std::string& key,
                  const std::string& problem) {
  const std::string where = line > 0 ? file + ":" + std::to_string(line) : file;
  return Failure({ErrorKind::kInvalidArgument,
                  "BAD_CONFIG",
                  where + ": " + (key.empty() ? "" : key + " ") + problem,
                  {{"file", file},
                   {"line", std::to_string(line)},
                   {"key", key},
                   {"problem", problem}}});
}

int LineOf(const YAML::Node& node) {
  return node.IsDefined() && !node.Mark().is_null() ? node.Mark().line + 1 : 0;
}

bool IsAbsent(const YAML::Node& node) {
  return !node.IsDefined() || node.IsNull();
}

bool IsMap(const YAML::Node& node) { return node.IsDefined() && node.IsMap(); }

std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || number < 0 || number > 1'000'000'000) return {};
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  using namespace std::chrono;
  if (unit == "ms") return milliseconds(number);
  if (unit == "s") return seconds(number);
  if (unit == "m") return minutes(number);
  if (unit == "h") return hours(number);
  return {};
}

}  // namespace

struct ConfigNode::Mapping {
  File* file;
  YAML::Node node;   // A map, or undefined.
  std::string path;  // "session.", or "" at the root.
  int line = 0;
  std::set<std::string, std::less<>> asked;

  YAML::Node Find(std::string_view key);
  void Note(const YAML::Node& at, std::string_view key,
            const std::string& problem);
};

struct ConfigNode::File {
  std::string name;
  std::optional<Error> first;  // The first thing that was wrong.
  // The mappings that were handed out; their unasked keys are unknown.
  std::deque<Mapping> mappings;

  Mapping* Hand(YAML::Node node, std::string path, int line) {
    return &mappings.emplace_back(
        Mapping{this, std::move(node), std::move(path), line, {}});
  }
};

YAML::Node ConfigNode::Mapping::Find(std::string_view key) {
  asked.emplace(key);
  if (!IsMap(node)) return YAML::Node(YAML::NodeType::Undefined);
  const YAML::Node& constant = node;  // Else operator[] would add the key.
  return constant[std::string(key)];
}

void ConfigNode::Mapping::Note(const YAML::Node& at, std::string_view key,
                               const std::string& problem) {
  if (file->first) return;
  const int at_line = LineOf(at);
  file->first = BadConfig(file->name, at_line > 0 ? at_line : line,
                          path + std::string(key), problem)
                    .error();
}

Result<ConfigNode> ConfigNode::Parse(std::string_view text, std::string file) {
  if (text.size() > kMaxFileBytes) {
    return BadConfig(file, 0, "", "is larger than 16 MiB");
  }
  auto parsed = std::make_shared<File>();
  parsed->name = std::move(file);
  try {
    if (const int line = LineOfFirstAlias(text); line > 0) {
      return BadConfig(parsed->name, line, "", "aliases are not allowed");
    }
    const auto documents = YAML::LoadAll(std::string(text));
    if (documents.size() > 1) {
      return BadConfig(parsed->name, LineOf(documents[1]), "",
                       "must be one document, without `---` after its start");
    }
    const YAML::Node root =
        documents.empty() ? YAML::Node() : documents.front();
    if (!root.IsNull() && !root.IsMap()) {
      return BadConfig(parsed->name, LineOf(root), "",
                       "must be a mapping at the top");
    }
    Mapping* const mapping = parsed->Hand(root, "", 1);
    return ConfigNode(std::move(parsed), mapping);
  } catch (const YAML::Exception& e) {
    return BadConfig(parsed->name, e.mark.line + 1, "",
                     "is not YAML: " + e.msg);
  }
}

Result<ConfigNode> ConfigNode::Load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) {
    return Failure({ErrorKind::kNotFound,
                    "FILE_NOT_FOUND",
                    path + ": cannot be read, or is empty",
                    {{"file", path}}});
  }
  return Parse(text.str(), path);
}

void ConfigNode::Read(std::string_view key, std::string* value) {
  const YAML::Node node = mapping_->Find(key);
  if (IsAbsent(node)) return;
  if (!node.IsScalar()) {
    mapping_->Note(node, key, "must be a text");
    return;
  }
  *value = node.Scalar();
}

void ConfigNode::Read(std::string_view key, bool* value) {
  const YAML::Node node = mapping_->Find(key);
  if (IsAbsent(node)) return;
  if (!YAML::convert<bool>::decode(node, *value)) {
    mapping_->Note(node, key, "must be true or false");
  }
}

void ConfigNode::Read(std::string_view key, double* value, double min,
                      double max) {
  const YAML::Node node = mapping_->Find(key);
  if (IsAbsent(node)) return;
  double read = 0;
  if (!node.IsScalar() || !YAML::convert<double>::decode(node, read) ||
      !(read >= min && read <= max)) {
    std::ostringstream must;
    must << "must be a number from " << min << " to " << max;
    mapping_->Note(node, key, must.str());
    return;
  }
  *value = read;
}

void ConfigNode::Read(std::string_view key, int* value, int min, int max) {
  const YAML::Node node = mapping_->Find(key);
  if (IsAbsent(node)) return;
  int read = 0;
  if (!node.IsScalar() || !YAML::convert<int>::decode(node, read) ||
      read < min || read > max) {
    mapping_->Note(node, key,
                   "must be a whole number from " + std::to_string(min) +
                       " to " + std::to_string(max));
    return;
  }
  *value = read;
}

void ConfigNode::Read(std::string_view key, std::chrono::milliseconds* value) {
  const YAML::Node node = mapping_->Find(key);
  if (IsAbsent(node)) return;
  const auto read =
      node.IsScalar() ? ParseDuration(node.Scalar()) : std::nullopt;
  if (!read) {
    mapping_->Note(node, key, "must be a time such as 250ms, 20s, 5m or 2h");
    return;
  }
  *value = *read;
}

void ConfigNode::Read(std::string_view key, std::vector<std::string>* value) {
  const YAML::Node node = mapping_->Find(key);
  if (IsAbsent(node)) return;
  if (!node.IsSequence()) {
    mapping_->Note(node, key, "must be a list of texts");
    return;
  }
  std::vector<std::string> read;
  for (const YAML::Node& item : node) {
    if (!item.IsScalar()) {
      mapping_->Note(item, key, "must be a list of texts");
      return;
    }
    read.push_back(item.Scalar());
  }
  *value = std::move(read);
}

std::string ConfigNode::Require(std::string_view key) {
  std::string value;
  Read(key, &value);
  if (value.empty()) {
    mapping_->Note(mapping_->Find(key), key, "is required");
  }
  return value;
}

ConfigNode ConfigNode::Section(std::string_view key) {
  const YAML::Node node = mapping_->Find(key);
  const std::string path = mapping_->path + std::string(key) + ".";
  if (IsMap(node)) {
    return ConfigNode(file_, file_->Hand(node, path, LineOf(node)));
  }
  if (!IsAbsent(node)) mapping_->Note(node, key, "must be a mapping");
  return ConfigNode(file_, file_->Hand(YAML::Node(YAML::NodeType::Undefined),
                                       path, mapping_->line));
}

std::vector<ConfigNode> ConfigNode::List(std::string_view key) {
  const YAML::Node node = mapping_->Find(key);
  std::vector<ConfigNode> list;
  if (IsAbsent(node)) return list;
  if (!node.IsSequence()) {
    mapping_->Note(node, key, "must be a list");
    return list;
  }
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (!node[i].IsMap()) {
      mapping_->Note(node[i], key, "must be a list of mappings");
      continue;
    }
    const std::string path =
        mapping_->path + std::string(key) + "[" + std::to_string(i) + "].";
    list.push_back(
        ConfigNode(file_, file_->Hand(node[i], path, LineOf(node[i]))));
  }
  return list;
}

std::vector<std::string> ConfigNode::Keys() const {
  std::vector<std::string> keys;
  if (!IsMap(mapping_->node)) return keys;
  for (const auto& pair : mapping_->node) keys.push_back(pair.first.Scalar());
  return keys;
}

bool ConfigNode::Has(std::string_view key) const {
  mapping_->asked.emplace(key);
  if (!IsMap(mapping_->node)) return false;
  const YAML::Node& constant = mapping_->node;
  return !IsAbsent(constant[std::string(key)]);
}

std::string ConfigNode::Where() const {
  return file_->name + ":" + std::to_string(mapping_->line);
}

void ConfigNode::Reject(std::string_view key, std::string_view problem) {
  mapping_->Note(mapping_->Find(key), key, std::string(problem));
}

Result<void> ConfigNode::Done() const {
  if (file_->first) return Failure(*file_->first);
  std::optional<Failure> unknown;
  int first_line = 0;
  for (const Mapping& mapping : file_->mappings) {
    if (!IsMap(mapping.node)) continue;
    std::set<std::string> seen;
    for (const auto& pair : mapping.node) {
      const std::string key = pair.first.Scalar();
      const int line = LineOf(pair.first);
      const bool twice = !seen.insert(key).second;
      if (mapping.asked.contains(key) && !twice) continue;
      if (unknown && first_line <= line) continue;
      if (twice) {
        first_line = line;
        unknown =
            BadConfig(file_->name, line, mapping.path + key, "is there twice");
        continue;
      }
      std::string known;
      for (const std::string& name : mapping.asked) {
        known += (known.empty() ? "" : ", ") + name;
      }
      first_line = line;
      unknown = BadConfig(file_->name, line, mapping.path + key,
                          "is not known; known here: " + known);
    }
  }
  if (unknown) return *unknown;
  return {};
}

bool IsHostAndPort(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  int number = -1;
  const char* const end = port.data() + port.size();
  const auto [rest, error] = std::from_chars(port.data(), end, number);
  return error == std::errc() && rest == end && number >= 0 && number <= 65'535;
}

}  // namespace aicc
