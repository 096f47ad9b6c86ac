#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "common/auth.h"
#include "services/aicc/commands.h"
#include "services/aicc/data_folder.h"
#include "services/aicc/program_config.h"

namespace aicc {
namespace {

Result<std::string> SecretOf(const TokenOptions& options) {
  if (options.config.empty()) return DataFolder::ReadSecret(options.data);
  const auto config = ReadProgramConfig(options.config);
  if (!config) return Failure(config.error());
  const char* secret = std::getenv(config->auth_secret_env.c_str());
  if (secret == nullptr) {
    return Failure({ErrorKind::kFailedPrecondition,
                    "SECRET_MISSING",
                    "set " + config->auth_secret_env + " in the environment",
                    {}});
  }
  return std::string(secret);
}

Result<unsigned> PermissionsOf(const TokenOptions& options) {
  unsigned all = 0;
  for (const std::string& name : options.permissions) {
    const auto permission = PermissionFromName(name);
    if (!permission) return Failure(permission.error());
    all |= static_cast<unsigned>(*permission);
  }
  return all;
}

std::string DefaultSubject(std::string role) {
  std::ranges::transform(role, role.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return role + "-1";
}

}  // namespace

int RunToken(const TokenOptions& options) {
  const auto secret = SecretOf(options);
  const auto role = RoleFromName(options.role);
  const auto permissions = PermissionsOf(options);
  if (!secret || !role || !permissions) {
    const Error& error = !secret ? secret.error()
                         : !role ? role.error()
                                 : permissions.error();
    std::cerr << "aicc token: " << error.message << "\n";
    return 1;
  }
  SystemClock clock;
  const Authenticator authenticator(*secret, clock);
  const Caller caller{options.tenant,
                      options.subject.value_or(DefaultSubject(options.role)),
                      *role, *permissions};
  std::string token;
  try {
    token = authenticator.Mint(caller, options.lifetime);
  } catch (const std::exception&) {
    // Not UTF-8; Check() refuses what there is then.
  }
  if (token.empty() || !authenticator.Check(token)) {
    std::cerr << "aicc token: a tenant is 1 to 64 of a-z, 0-9, _ and -; a "
                 "subject has 1 to 128 bytes of UTF-8 without control "
                 "characters\n";
    return 1;
  }
  std::cout << token << std::endl;
  return 0;
}

}  // namespace aicc
