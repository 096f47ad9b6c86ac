#include "services/aicc/program_config.h"

#include <filesystem>

namespace aicc {
namespace {

namespace fs = std::filesystem;

constexpr int kFirstPort = 7401;

template <typename Config, typename Read>
void ReadSection(ConfigNode& root, const char* name, Read read, Config* config,
                 Result<void>* outcome) {
  ConfigNode section = root.Section(name);
  auto got = read(section);
  if (got) {
    *config = *std::move(got);
  } else if (*outcome) {
    *outcome = Failure(got.error());
  }
}

bool IsUnix(std::string_view address) {
  return address.starts_with("unix:") && address != "unix:";
}

void ReadAddresses(ConfigNode& root, ProgramConfig* config) {
  ConfigNode services = root.Section("services");
  for (const std::string_view name : kRpcServices) {
    ConfigNode service = services.Section(name);
    std::string& address = config->addresses[std::string(name)];
    service.Read("address", &address);
    if (!IsHostAndPort(address) && !IsUnix(address)) {
      service.Reject("address", "must be HOST:PORT or unix:PATH");
    }
  }
}

}  // namespace

void ShareSettings(ProgramConfig* config) {
  config->session.pack = config->pack;
  config->inference.pack = config->pack;
  config->chatbot.pack = config->pack;
  config->summary.pack = config->pack;
  config->session.retention_months = config->retention_months;
  config->summary.retention_months = config->retention_months;
}

ProgramConfig DefaultConfig() {
  ProgramConfig config;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path deploy = program.parent_path().parent_path() / "deploy";
  config.pack = (deploy / "packs/telco").string();
  config.models = (deploy / "models").string();
  int port = kFirstPort;
  for (const std::string_view name : kRpcServices) {
    config.addresses[std::string(name)] = "127.0.0.1:" + std::to_string(port++);
  }
  ShareSettings(&config);
  return config;
}

Result<ProgramConfig> ReadProgramConfig(const std::string& path) {
  ProgramConfig config = DefaultConfig();
  if (path.empty()) return config;
  auto root = ConfigNode::Load(path);
  if (!root) return Failure(root.error());

  root->Read("pack", &config.pack);
  root->Read("models", &config.models);
  root->Read("retention_months", &config.retention_months, 0, 1'200);
  root->Read("threads", &config.threads, 1, 256);
  ConfigNode log = root->Section("log");
  log.Read("level", &config.log_level);
  if (config.log_level != "debug" && config.log_level != "info" &&
      config.log_level != "warn" && config.log_level != "error") {
    log.Reject("level", "must be debug, info, warn or error");
  }
  ConfigNode database = root->Section("database");
  database.Read("dsn", &config.database_dsn);
  database.Read("owner_dsn", &config.database_owner_dsn);
  root->Section("auth").Read("secret_env", &config.auth_secret_env);
  ReadAddresses(*root, &config);

  Result<void> outcome;
  ReadSection(*root, "session", session::ReadConfig, &config.session, &outcome);
  ReadSection(
      *root, "inference",
      [&](ConfigNode& section) {
        return inference::ReadConfig(section, config.models);
      },
      &config.inference, &outcome);
  ReadSection(*root, "chatbot", chatbot::ReadConfig, &config.chatbot, &outcome);
  ReadSection(*root, "summary", summary::ReadConfig, &config.summary, &outcome);
  ReadSection(*root, "gateway", gateway::ReadConfig, &config.gateway, &outcome);
  if (!outcome) return Failure(outcome.error());
  if (const auto done = root->Done(); !done) return Failure(done.error());
  ShareSettings(&config);
  return config;
}

}  // namespace aicc
