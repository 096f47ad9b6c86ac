#include "services/gateway/domain/connect_request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

namespace aicc::gateway {
namespace {

constexpr std::string_view kPackagePrefix = "aicc.";
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxTimeoutDigits = 10;

constexpr std::array<std::pair<std::string_view, ContentType>, 4> kTypes{{
    {"application/json", {Codec::kJson, false}},
    {"application/proto", {Codec::kProto, false}},
    {"application/connect+json", {Codec::kJson, true}},
    {"application/connect+proto", {Codec::kProto, true}},
}};

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_';
}

std::string Lower(std::string_view s) {
  std::string lower(s);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) {
    s.remove_prefix(1);
  }
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) {
    s.remove_suffix(1);
  }
  return s;
}

}  // namespace

std::optional<RpcName> ParseRpcPath(std::string_view path) {
  if (path.size() > kMaxNameBytes || !path.starts_with('/')) return {};
  path.remove_prefix(1);
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  const RpcName name{path.substr(0, slash), path.substr(slash + 1)};
  const auto dotted = [](char c) { return IsNameCharacter(c) || c == '.'; };
  if (name.service.find('.') == std::string_view::npos ||
      !std::ranges::all_of(name.service, dotted) || name.method.empty() ||
      !std::ranges::all_of(name.method, IsNameCharacter)) {
    return {};
  }
  return name;
}

std::optional<std::string_view> OwnerOf(std::string_view service) {
  if (!service.starts_with(kPackagePrefix)) return {};
  service.remove_prefix(kPackagePrefix.size());
  const auto dot = service.find('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  if (!service.substr(dot).starts_with(".v")) return {};
  return service.substr(0, dot);
}

std::optional<ContentType> ParseContentType(std::string_view header) {
  const auto semicolon = header.find(';');
  const std::string type = Lower(Trim(header.substr(0, semicolon)));
  if (semicolon != std::string_view::npos) {
    const std::string parameter = Lower(Trim(header.substr(semicolon + 1)));
    if (parameter != "charset=utf-8" && parameter != "charset=\"utf-8\"") {
      return {};
    }
  }
  for (const auto& [name, value] : kTypes) {
    if (name == type) return value;
  }
  return {};
}

std::string_view ContentTypeName(ContentType type) {
  for (const auto& [name, value] : kTypes) {
    if (value.codec == type.codec && value.streaming == type.streaming) {
      return name;
    }
  }
  return "";
}

Result<std::optional<std::chrono::milliseconds>> ParseTimeout(
    std::string_view header) {
  if (header.empty()) return std::nullopt;
  std::int64_t ms = 0;
  const char* const end = header.data() + header.size();
  const auto [rest, error] = std::from_chars(header.data(), end, ms);
  if (error != std::errc() || rest != end || ms < 0 || header[0] == '-' ||
      header.size() > kMaxTimeoutDigits) {
    return InvalidField("connect-timeout-ms", "must be 1 to 10 digits");
  }
  return std::chrono::milliseconds(ms);
}

bool IsIdentity(std::string_view encoding) {
  return encoding.empty() || Lower(Trim(encoding)) == "identity";
}

bool IsPlainToken(std::string_view value, std::size_t max) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  return !value.empty() && value.size() <= max &&
         std::ranges::all_of(value, plain);
}

}  // namespace aicc::gateway
