#pragma once

#include <string_view>

#include "common/error.h"

namespace aicc::chatbot {

// kNotFound, "SESSION_NOT_FOUND": there is none, or it is another customer's;
// which of the two is not told.
Failure SessionNotFound(std::string_view session_id);

// kResourceExhausted, "TOO_MANY_MESSAGES": so many messages of this contact
// wait for their answers that no more are taken. Nothing was done.
Failure TooManyMessages();

// kAborted, "REQUEST_CONFLICT": the ids made of this request id are taken by
// events of another kind.
Failure RequestConflict();

}  // namespace aicc::chatbot
