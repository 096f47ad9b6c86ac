#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace aicc::gateway {

// The framing of streams: one byte of flags, the length in four bytes, most
// significant first, and the message.
inline constexpr std::size_t kEnvelopePrefixBytes = 5;
inline constexpr std::uint8_t kCompressedFlag = 0x01;
inline constexpr std::uint8_t kEndStreamFlag = 0x02;

// Returns `message` in its envelope.
//
// REQUIRES: message.size() < 2^32
std::string Envelope(std::uint8_t flags, std::string_view message);

// What can be wrong with a request's envelopes.
enum class EnvelopeFault {
  kTruncated,   // It ends within an envelope.
  kCompressed,  // A message is compressed; we offer no compression.
  kBadFlags,    // A flag that requests must not have.
  kTooMany,     // More messages than asked for.
  kNone,        // No message at all.
};

// Says what must be otherwise, for people.
std::string_view Describe(EnvelopeFault fault);

// Returns the message of a body that must hold exactly one, as the request of a
// server stream does. The view is into `body`.
std::expected<std::string_view, EnvelopeFault> OnlyMessage(
    std::string_view body);

}  // namespace aicc::gateway
