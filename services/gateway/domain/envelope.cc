#include "services/gateway/domain/envelope.h"

namespace aicc::gateway {
namespace {

constexpr int kLengthBytes = 4;

}  // namespace

std::string Envelope(std::uint8_t flags, std::string_view message) {
  std::string framed;
  framed.reserve(kEnvelopePrefixBytes + message.size());
  framed.push_back(static_cast<char>(flags));
  for (int i = kLengthBytes - 1; i >= 0; --i) {
    framed.push_back(static_cast<char>(message.size() >> (8 * i) & 0xff));
  }
  framed.append(message);
  return framed;
}

std::string_view Describe(EnvelopeFault fault) {
  switch (fault) {
    case EnvelopeFault::kTruncated:
      return "must hold a whole envelope: one byte of flags, four of length, "
             "and as many bytes as that says";
    case EnvelopeFault::kCompressed:
      return "must not be compressed; only identity is supported";
    case EnvelopeFault::kBadFlags:
      return "must have no flags set in its envelope";
    case EnvelopeFault::kTooMany:
      return "must hold one message, not several";
    case EnvelopeFault::kNone:
      return "must hold one message in an envelope";
  }
  return "";
}

std::expected<std::string_view, EnvelopeFault> OnlyMessage(
    std::string_view body) {
  if (body.empty()) return std::unexpected(EnvelopeFault::kNone);
  const auto flags = static_cast<std::uint8_t>(body[0]);
  if (flags == kCompressedFlag) {
    return std::unexpected(EnvelopeFault::kCompressed);
  }
  if (flags != 0) return std::unexpected(EnvelopeFault::kBadFlags);
  if (body.size() < kEnvelopePrefixBytes) {
    return std::unexpected(EnvelopeFault::kTruncated);
  }
  std::size_t length = 0;
  for (std::size_t i = 1; i < kEnvelopePrefixBytes; ++i) {
    length = length << 8 | static_cast<std::uint8_t>(body[i]);
  }
  const std::string_view rest = body.substr(kEnvelopePrefixBytes);
  if (rest.size() < length) return std::unexpected(EnvelopeFault::kTruncated);
  if (rest.size() > length) return std::unexpected(EnvelopeFault::kTooMany);
  return rest;
}

}  // namespace aicc::gateway
