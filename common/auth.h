#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"

namespace aicc {

// Mints and checks bearer tokens: JWT (RFC 7519), HS256, with the claims `iss`
// ("aicc"), `sub`, `tenant`, `role` ("CUSTOMER", …), `iat`, `exp` and, if it
// has any, `permissions` (["MONITOR", "WHISPER", "BARGE"]; others are ignored).
// Every service checks them for itself, so a port that is reachable gives
// nothing away. Thread-safe.
class Authenticator {
 public:
  // `secret` has at least 32 bytes. `clock` must outlive this.
  Authenticator(std::string secret, const Clock& clock);

  // Returns a token that proves `caller` until `lifetime` has passed.
  std::string Mint(const Caller& caller, std::chrono::seconds lifetime) const;

  // Returns who `token` proves. kUnauthenticated otherwise: "MISSING_TOKEN" if
  // it is empty, "EXPIRED_TOKEN", or "BAD_TOKEN" (forged, malformed, without a
  // tenant or a known role). Never says more than that.
  Result<Caller> Check(std::string_view token) const;

  // Returns 32 bytes for `purpose`, the same in all processes of one secret,
  // from which it cannot be told.
  std::string KeyFor(std::string_view purpose) const;

  // Returns "Bearer …" for an outgoing call of a service in the name of
  // `tenant`; kept and renewed well before it expires.
  std::string ServiceBearer(const std::string& tenant,
                            const std::string& service) const;

 private:
  struct Checked {
    Caller caller;
    std::chrono::sys_seconds expiry;
  };
  struct Minted {
    std::string bearer;
    TimePoint renew;
  };
  Result<Checked> Verify(std::string_view token) const;

  const std::string secret_;
  const Clock& clock_;

  mutable std::mutex mutex_;
  // Tokens that were good when last looked at; bounded, guarded by mutex_.
  mutable std::map<std::string, Checked, std::less<>> checked_;
  mutable std::map<std::string, Minted, std::less<>> minted_;  // By mutex_.
};

// Returns "CUSTOMER" and so on.
std::string_view RoleName(Role role);

// The way back; an error ("INVALID_FIELD") names what is allowed.
Result<Role> RoleFromName(std::string_view name);

// Returns "MONITOR" and so on.
std::string_view PermissionName(Permission permission);

// The way back; an error ("INVALID_FIELD") names what is allowed.
Result<Permission> PermissionFromName(std::string_view name);

// Takes the token out of an `authorization` header's value; empty if it is not
// of the form "Bearer TOKEN".
std::string_view BearerToken(std::string_view header);

}  // namespace aicc
