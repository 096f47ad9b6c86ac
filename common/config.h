#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"

namespace aicc {

// A mapping of a YAML file, read key by key: the configuration, or a file of a
// pack. Each key is asked for once; whatever was never asked for is unknown,
// and Done() says so with file and line. Not thread-safe.
//
//   ConfigNode root = …;
//   ConfigNode session = root.Section("session");
//   session.Read("offer_timeout", &config.offer_timeout);
//   if (auto done = root.Done(); !done) return Failure(done.error());
class ConfigNode {
 public:
  // Parses `text`; `file` is for messages. Errors as of Done(). Aliases and
  // documents of more than 16 MiB are refused.
  static Result<ConfigNode> Parse(std::string_view text, std::string file);

  // Parses the file at `path`. kNotFound, "FILE_NOT_FOUND" if it can't be read.
  static Result<ConfigNode> Load(const std::string& path);

  // Each leaves `*value` alone if the key is absent, and notes an error if it
  // is not of the type, or out of the range given.
  void Read(std::string_view key, std::string* value);
  void Read(std::string_view key, bool* value);
  void Read(std::string_view key, double* value, double min, double max);
  void Read(std::string_view key, int* value, int min, int max);
  // With a unit: `250ms`, `20s`, `5m`, `2h`.
  void Read(std::string_view key, std::chrono::milliseconds* value);
  void Read(std::string_view key, std::vector<std::string>* value);

  // Like Read(), but an absent or empty value is an error.
  std::string Require(std::string_view key);

  // The mapping under `key`; an empty one if it is absent.
  ConfigNode Section(std::string_view key);

  // The mappings in the sequence under `key`; none if it is absent.
  std::vector<ConfigNode> List(std::string_view key);

  // The mapping's keys, in the file's order.
  std::vector<std::string> Keys() const;

  bool Has(std::string_view key) const;

  // Where this mapping begins, as in "pack.yaml:12".
  std::string Where() const;

  // Notes an error of the caller's own at the line of `key`, or of this mapping
  // if `key` is empty or absent.
  void Reject(std::string_view key, std::string_view problem);

  // kInvalidArgument, "BAD_CONFIG", for the first thing that was wrong in the
  // file: syntax, type, range, a Reject(), an unknown key or one that is there
  // twice, in that order.
  // Message: "aicc.yaml:7: session.offer_timout is not known; known here: …";
  // metadata `file`, `line`, `key`.
  Result<void> Done() const;

 private:
  struct File;
  struct Mapping;
  ConfigNode(std::shared_ptr<File> file, Mapping* mapping)
      : file_(std::move(file)), mapping_(mapping) {}

  std::shared_ptr<File> file_;
  Mapping* mapping_;  // Owned by *file_.
};

// "HOST:PORT", PORT 0 to 65535, as in "127.0.0.1:8080" or "[::1]:8080".
bool IsHostAndPort(std::string_view text);

}  // namespace aicc
