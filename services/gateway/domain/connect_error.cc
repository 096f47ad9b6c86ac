#include "services/gateway/domain/connect_error.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>

namespace aicc::gateway {
namespace {

std::string Quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string(text));
}

}  // namespace

std::string Base64Unpadded(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  unsigned held = 0;  // How many of the low bits are not written yet.
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<std::uint8_t>(c);
    held += 8;
    while (held >= 6) {
      held -= 6;
      text.push_back(kAlphabet[bits >> held & 0x3f]);
    }
  }
  if (held > 0) text.push_back(kAlphabet[bits << (6 - held) & 0x3f]);
  return text;
}

std::string ErrorJson(const ConnectError& error) {
  std::string json =
      R"({"code":")" + std::string(ConnectName(error.code)) + '"';
  if (!error.message.empty()) json += ",\"message\":" + Quoted(error.message);
  if (!error.details.empty()) {
    json += ",\"details\":[";
    for (std::size_t i = 0; i < error.details.size(); ++i) {
      const ConnectDetail& detail = error.details[i];
      if (i > 0) json += ',';
      json += "{\"type\":" + Quoted(detail.type) + ",\"value\":\"" +
              Base64Unpadded(detail.value) + '"';
      if (!detail.debug.empty()) json += ",\"debug\":" + detail.debug;
      json += '}';
    }
    json += ']';
  }
  return json + '}';
}

std::string EndStreamJson(const ConnectError* error) {
  if (error == nullptr) return "{}";
  return "{\"error\":" + ErrorJson(*error) + '}';
}

}  // namespace aicc::gateway
