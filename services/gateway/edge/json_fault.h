#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/type_resolver.h>

#include <string_view>

#include "common/error.h"

namespace aicc::gateway {

// Checks that `text` is JSON as RFC 8259 has it, in UTF-8 and not nested too
// deep; protobuf's own parser takes more than that. "INVALID_FIELD" if not.
Result<void> CheckJson(std::string_view text);

// Says what is wrong with JSON that protobuf refused as a `message`:
// "INVALID_FIELD" with the path of the field, as in "utterance.speaker". The
// library's own message quotes the text, so it is not used; ours holds names of
// known fields, the name of an unknown one if it looks like a name, and nothing
// of what a person may have said.
Failure JsonFault(google::protobuf::util::TypeResolver& types,
                  const google::protobuf::Descriptor& message,
                  std::string_view json);

}  // namespace aicc::gateway
