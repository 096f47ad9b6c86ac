#pragma once

#include <string>
#include <string_view>

#include "common/clock.h"

namespace aicc {

// Returns a UUIDv7 (RFC 9562) of `now`: lower case, 36 characters, and later
// ones of one process sort after earlier ones within a millisecond too.
// Thread-safe.
std::string NewUuidV7(TimePoint now);

// Returns a UUIDv7 of the present.
std::string NewUuid();

// True for a UUID in its lower-case form of 36 characters.
bool IsUuid(std::string_view s);

}  // namespace aicc
