#pragma once

#include <cstddef>
#include <string_view>

#include "common/error.h"

namespace aicc::session {

// The errors of customers and of what is exported; protos/aicc/session/v1 says
// what each is for. Ids of customers are in the metadata only: texts are
// logged.

// `field` as in the request.
Failure CustomerNotFound(std::string_view field);
Failure CustomerMerged(std::string_view survivor_id);
Failure IdentifierTaken(std::size_t index, std::string_view owner_id);
Failure CustomerTooLarge();
Failure RequestIdReused();
Failure ExportTooLarge(std::string_view session_id, std::size_t max_bytes);

}  // namespace aicc::session
