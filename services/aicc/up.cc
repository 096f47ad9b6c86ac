#include <cstdio>
#include <iostream>
#include <memory>

#include "common/auth.h"
#include "common/migrate.h"
#include "services/aicc/commands.h"
#include "services/aicc/data_folder.h"
#include "services/aicc/host.h"
#include "services/aicc/private_postgres.h"
#include "services/aicc/wait_for_signal.h"

namespace aicc {
namespace {

constexpr std::chrono::seconds kTokenLifetime{30 * 24 * 3600};

int Fail(const Error& error) {
  std::cerr << "aicc up: " << error.message << "\n";
  return 1;
}

std::string Mint(const std::string& secret, Role role,
                 const std::string& subject) {
  SystemClock clock;
  Caller caller{"dev", subject, role};
  if (role == Role::kSupervisor) caller.permissions = kAllPermissions;
  return Authenticator(secret, clock).Mint(caller, kTokenLifetime);
}

void PrintWelcome(const std::string& url, const DataFolder& folder) {
  const std::string& secret = folder.secret();
  const std::string customer = Mint(secret, Role::kCustomer, "customer-1");
  std::cout << "AICC is up.\n\n"
            << "  API      " << url << "/{package.Service}/{Method}\n"
            << "  health   " << url << "/healthz\n"
            << "  metrics  " << url << "/metrics\n"
            << "  gRPC     unix:" << folder.socket_folder() << "/grpc.sock\n"
            << "  data     " << folder.path() << "\n\n"
            << "Tokens of the tenant `dev`, good for 30 days (more: aicc token "
               "--help):\n\n"
            << "  CUSTOMER    " << customer << "\n"
            << "  AGENT       " << Mint(secret, Role::kAgent, "agent-1") << "\n"
            << "  SUPERVISOR  "
            << Mint(secret, Role::kSupervisor, "supervisor-1") << "\n"
            << "  ADMIN       " << Mint(secret, Role::kAdmin, "admin-1")
            << "\n\n"
            << "Start a contact:\n\n"
            << "  curl -s " << url
            << "/aicc.session.v1.SessionService/StartSession \\\n"
            << "    -H 'content-type: application/json' \\\n"
            << "    -H 'authorization: Bearer " << customer << "' \\\n"
            << "    -d '{\"request_id\":\"first\",\"channel\":\"CHANNEL_CHAT\","
               "\"locale\":\"ko\"}'\n\n"
            << "Or talk to it:\n\n"
            << "  build/aicc chat --http " << url << " --data " << folder.path()
            << "\n\nCtrl-C stops everything; the data stays." << std::endl;
}

}  // namespace

int RunUp(const UpOptions& options) {
  auto config = ReadProgramConfig(options.config);
  if (!config) return Fail(config.error());
  if (!options.pack.empty()) {
    config->pack = options.pack;
    ShareSettings(&*config);
  }
  if (options.http) config->gateway.listen = *options.http;
  if (!IsHostAndPort(config->gateway.listen)) {
    return Fail(InvalidField("--http", "must be HOST:PORT").error());
  }
  // A walk-through is for reading.
  if (options.demo) config->log_level = "warn";

  auto folder = DataFolder::Open(options.data);
  if (!folder) return Fail(folder.error());
  auto postgres =
      PrivatePostgres::Start(folder->path(), folder->socket_folder());
  if (!postgres) return Fail(postgres.error());
  const auto migrated = Migrate((*postgres)->owner_dsn());
  if (!migrated) return Fail(migrated.error());

  const std::string grpc_address =
      "unix:" + folder->socket_folder() + "/grpc.sock";
  Host::Options hosting{
      *config, {}, folder->secret(), (*postgres)->app_dsn(), grpc_address};
  hosting.services.assign(std::begin(kRpcServices), std::end(kRpcServices));
  hosting.services.push_back("gateway");
  auto host = Host::Start(std::move(hosting));
  if (!host) return Fail(host.error());

  const std::string listen = config->gateway.listen;
  const std::string url = "http://" + listen.substr(0, listen.rfind(':')) +
                          ":" + std::to_string((*host)->http_port());
  if (options.demo) {
    return RunDemo({url, grpc_address, folder->secret(), config->pack});
  }
  PrintWelcome(url, *folder);
  WaitForSignal();
  std::cout << "\nStopping …" << std::endl;
  return 0;
}

}  // namespace aicc
