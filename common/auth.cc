#include "common/auth.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <jwt/jwt.hpp>

namespace aicc {
namespace {

using std::chrono::seconds;

constexpr std::string_view kIssuer = "aicc";
constexpr std::size_t kMaxTokenBytes = 4'096;
constexpr std::size_t kMaxCheckedTokens = 4'096;
constexpr seconds kServiceTokenLifetime{600};

constexpr std::array<std::pair<Role, std::string_view>, 5> kRoles{{
    {Role::kCustomer, "CUSTOMER"},
    {Role::kAgent, "AGENT"},
    {Role::kSupervisor, "SUPERVISOR"},
    {Role::kAdmin, "ADMIN"},
    {Role::kService, "SERVICE"},
}};

constexpr std::array<std::pair<Permission, std::string_view>, 3> kPermissions{{
    {Permission::kMonitor, "MONITOR"},
    {Permission::kWhisper, "WHISPER"},
    {Permission::kBarge, "BARGE"},
}};

// Names that this version does not know allow nothing.
unsigned PermissionsFrom(const std::vector<std::string>& names) {
  unsigned all = 0;
  for (const std::string& name : names) {
    const auto permission = PermissionFromName(name);
    if (permission) all |= static_cast<unsigned>(*permission);
  }
  return all;
}

std::vector<std::string> NamesOf(const Caller& caller) {
  std::vector<std::string> names;
  for (const auto& [permission, name] : kPermissions) {
    if (caller.Has(permission)) names.emplace_back(name);
  }
  return names;
}

Failure Unauthenticated(std::string reason, std::string message) {
  return Failure(
      {ErrorKind::kUnauthenticated, std::move(reason), std::move(message), {}});
}

Failure BadToken() {
  return Unauthenticated("BAD_TOKEN", "the token is not valid; get a new one");
}

Failure ExpiredToken() {
  return Unauthenticated("EXPIRED_TOKEN",
                         "the token has expired; get a new one");
}

// Three parts of base64url, RFC 7515, 3.1; all but the signature not empty.
bool IsCompactForm(std::string_view token) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  return std::ranges::all_of(token, allowed) &&
         std::ranges::count(token, '.') == 2 && token.front() != '.' &&
         token.find("..") == std::string_view::npos;
}

bool IsTenant(std::string_view tenant) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return !tenant.empty() && tenant.size() <= 64 &&
         std::ranges::all_of(tenant, allowed);
}

// Control characters have no place in a name, and PostgreSQL none for U+0000.
bool IsSubject(std::string_view subject) {
  return !subject.empty() && subject.size() <= 128 &&
         std::ranges::none_of(subject, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

}  // namespace

std::string_view RoleName(Role role) {
  for (const auto& [r, name] : kRoles) {
    if (r == role) return name;
  }
  return "";
}

Result<Role> RoleFromName(std::string_view name) {
  for (const auto& [role, n] : kRoles) {
    if (n == name) return role;
  }
  return InvalidField("role",
                      "must be CUSTOMER, AGENT, SUPERVISOR, ADMIN or SERVICE");
}

std::string_view PermissionName(Permission permission) {
  for (const auto& [p, name] : kPermissions) {
    if (p == permission) return name;
  }
  return "";
}

Result<Permission> PermissionFromName(std::string_view name) {
  for (const auto& [permission, n] : kPermissions) {
    if (n == name) return permission;
  }
  return InvalidField("permission", "must be MONITOR, WHISPER or BARGE");
}

std::string_view BearerToken(std::string_view header) {
  constexpr std::string_view kScheme = "bearer ";
  if (header.size() < kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = header[i];
    const char lower = (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    if (lower != kScheme[i]) return {};
  }
  return header.substr(kScheme.size());
}

Authenticator::Authenticator(std::string secret, const Clock& clock)
    : secret_(std::move(secret)), clock_(clock) {}

std::string Authenticator::Mint(const Caller& caller, seconds lifetime) const {
  const auto now = std::chrono::floor<seconds>(clock_.Now());
  jwt::jwt_object token{jwt::params::algorithm("HS256"),
                        jwt::params::secret(secret_)};
  token.add_claim("iss", std::string(kIssuer))
      .add_claim("sub", caller.subject)
      .add_claim("tenant", caller.tenant)
      .add_claim("role", std::string(RoleName(caller.role)))
      .add_claim("iat", now.time_since_epoch().count())
      .add_claim("exp", (now + lifetime).time_since_epoch().count());
  const auto permissions = NamesOf(caller);
  if (!permissions.empty()) token.add_claim("permissions", permissions);
  return token.signature();
}

Result<Authenticator::Checked> Authenticator::Verify(
    std::string_view token) const {
  // The library reads past its tables on anything else.
  if (token.size() > kMaxTokenBytes || !IsCompactForm(token)) return BadToken();
  try {
    const jwt::jwt_object decoded =
        jwt::decode(std::string(token), jwt::params::algorithms({"HS256"}),
                    jwt::params::secret(secret_), jwt::params::verify(true));
    const auto& claims = decoded.payload().create_json_obj();
    Checked checked;
    if (claims.at("iss").get<std::string>() != kIssuer) return BadToken();
    checked.caller.subject = claims.at("sub").get<std::string>();
    checked.caller.tenant = claims.at("tenant").get<std::string>();
    checked.expiry =
        std::chrono::sys_seconds(seconds(claims.at("exp").get<std::int64_t>()));
    const auto role = RoleFromName(claims.at("role").get<std::string>());
    if (!role || !IsTenant(checked.caller.tenant) ||
        !IsSubject(checked.caller.subject)) {
      return BadToken();
    }
    checked.caller.role = *role;
    if (claims.contains("permissions")) {
      checked.caller.permissions = PermissionsFrom(
          claims.at("permissions").get<std::vector<std::string>>());
    }
    return checked;
  } catch (const jwt::TokenExpiredError&) {
    return ExpiredToken();
  } catch (const std::exception&) {
    // Whatever is wrong with it, a stranger learns only that it is.
    return BadToken();
  }
}

Result<Caller> Authenticator::Check(std::string_view token) const {
  if (token.empty()) {
    return Unauthenticated(
        "MISSING_TOKEN",
        "send the header `authorization: Bearer TOKEN`; see `aicc token`");
  }
  {
    std::lock_guard lock(mutex_);
    const auto known = checked_.find(token);
    if (known != checked_.end()) {
      if (known->second.expiry > clock_.Now()) return known->second.caller;
      checked_.erase(known);
      return ExpiredToken();
    }
  }
  const Result<Checked> checked = Verify(token);
  if (!checked) return Failure(checked.error());
  if (checked->expiry <= clock_.Now()) return ExpiredToken();

  std::lock_guard lock(mutex_);
  if (checked_.size() >= kMaxCheckedTokens) checked_.clear();
  checked_.emplace(std::string(token), *checked);
  return checked->caller;
}

std::string Authenticator::KeyFor(std::string_view purpose) const {
  std::string key(32, '\0');
  HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
       reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size(),
       reinterpret_cast<unsigned char*>(key.data()), nullptr);
  return key;
}

std::string Authenticator::ServiceBearer(const std::string& tenant,
                                         const std::string& service) const {
  const std::string key = tenant + "/" + service;
  std::lock_guard lock(mutex_);
  if (minted_.size() >= kMaxCheckedTokens) minted_.clear();
  Minted& kept = minted_[key];
  if (kept.bearer.empty() || clock_.Now() >= kept.renew) {
    kept.bearer = "Bearer " + Mint({tenant, service, Role::kService},
                                   kServiceTokenLifetime);
    kept.renew = clock_.Now() + kServiceTokenLifetime / 2;
  }
  return kept.bearer;
}

}  // namespace aicc
