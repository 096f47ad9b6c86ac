#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "common/log.h"
#include "services/aicc/commands.h"
#include "services/aicc/host.h"
#include "services/aicc/wait_for_signal.h"

namespace aicc {
namespace {

constexpr std::size_t kMinSecretBytes = 32;

int Fail(const std::string& message) {
  std::cerr << "aicc serve: " << message << "\n";
  return 1;
}

std::vector<std::string> AllServices() {
  std::vector<std::string> all(std::begin(kRpcServices),
                               std::end(kRpcServices));
  all.push_back("gateway");
  return all;
}

}  // namespace

int RunServe(const ServeOptions& options) {
  const auto config = ReadProgramConfig(options.config);
  if (!config) return Fail(config.error().message);
  const std::vector<std::string> all = AllServices();
  for (const std::string& name : options.services) {
    if (std::ranges::find(all, name) == all.end()) {
      return Fail("there is no service `" + name +
                  "`; there are session, inference, summary, chatbot, gateway");
    }
    if (std::ranges::count(options.services, name) > 1) {
      return Fail("`" + name + "` is named twice");
    }
  }
  const char* secret = std::getenv(config->auth_secret_env.c_str());
  if (secret == nullptr || std::string_view(secret).size() < kMinSecretBytes) {
    return Fail("set " + config->auth_secret_env +
                " to a secret of at least 32 bytes; all processes of one "
                "system share it");
  }
  const auto& wanted = options.services.empty() ? all : options.services;
  const bool stores = std::ranges::any_of(wanted, [](const std::string& name) {
    return name == "session" || name == "summary";
  });
  if (stores && config->database_dsn.empty()) {
    return Fail("database.dsn is required in the configuration (--config)");
  }
  auto host = Host::Start({*config, wanted, secret, config->database_dsn, ""});
  if (!host) return Fail(host.error().message);
  std::string names;
  for (const std::string& name : wanted) names += " " + name;
  std::cout << "serving" << names << std::endl;
  WaitForSignal();
  return 0;
}

}  // namespace aicc
