#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aicc::session {

// Numbered as in protos/aicc/session/v1/customer.proto.
enum class IdentifierKind : std::int16_t { kPhone = 1, kEmail, kExternalId };

// Something that names one customer.
struct Identifier {
  IdentifierKind kind = IdentifierKind::kPhone;
  std::string value;  // In its normal form.

  friend auto operator<=>(const Identifier&, const Identifier&) = default;
};

// A telephone number in E.164, or nothing if it is none. Reads what is dialled
// within Korea as Korean, and takes the usual punctuation.
std::optional<std::string> NormalPhone(std::string_view text);

// An e-mail address with ASCII letters in lower case, or nothing if it is none.
// Most providers tell addresses apart by no more than that.
std::optional<std::string> NormalEmail(std::string_view text);

}  // namespace aicc::session
