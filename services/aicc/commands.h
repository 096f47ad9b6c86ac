#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace aicc {

// The subcommands of `aicc`, one file each. Each returns the exit code: 0 if it
// did what was asked, 1 if it could not, with one line on standard error.

struct UpOptions {
  std::string data;                 // The data folder.
  std::optional<std::string> http;  // HOST:PORT; without: as configured.
  std::string config;               // A YAML file; may be empty.
  std::string pack;                 // A pack's folder; empty: as configured.
  bool demo = false;                // Play the demo contacts, then stop.
};
int RunUp(const UpOptions& options);

struct ServeOptions {
  std::vector<std::string> services;  // Empty: all.
  std::string config;
};
int RunServe(const ServeOptions& options);

int RunMigrate(const std::string& config);

struct TokenOptions {
  std::string data;    // Of `aicc up`; or
  std::string config;  // of `aicc serve`.
  std::string role;
  std::string tenant = "dev";
  std::optional<std::string> subject;  // Without: made of the role.
  std::chrono::seconds lifetime{12 * 3600};
  std::vector<std::string> permissions;  // "MONITOR" and so on.
};
int RunToken(const TokenOptions& options);

struct ReplayOptions {
  std::string file;  // JSONL, one conversation a line.
  std::string http;  // The gateway's URL.
  std::string token;
  double speed = 0;  // 1: as recorded; 0: as fast as it goes.
  int parallel = 16;
  std::string run = "1";  // Another name: other contacts.
  std::chrono::seconds retry{120};
  std::string disposition = "RECORDED";  // One of the pack's.
  bool summaries = true;
};
int RunReplay(const ReplayOptions& options);

struct ExportOptions {
  std::string session_id;
  std::string http;  // The gateway's URL.
  std::string token;
};
int RunExport(const ExportOptions& options);

struct ModelsOptions {
  std::string http;  // The gateway's URL.
  std::string token;
};
int RunModels(const ModelsOptions& options);

struct ChatOptions {
  std::string http;
  std::string token;  // Of a customer; empty: made with the secret in `data`.
  std::string data;
  std::string locale = "ko";
};
int RunChat(const ChatOptions& options);

struct DemoOptions {
  std::string http;          // The gateway's URL.
  std::string grpc_address;  // For what HTTP/1.1 cannot carry.
  std::string secret;        // To mint tokens for everybody who plays.
  std::string pack;
};
int RunDemo(const DemoOptions& options);

}  // namespace aicc
