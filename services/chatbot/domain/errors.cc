#include "services/chatbot/domain/errors.h"

namespace aicc::chatbot {

Failure SessionNotFound(std::string_view session_id) {
  const std::string id(session_id);
  return Failure({ErrorKind::kNotFound,
                  "SESSION_NOT_FOUND",
                  "there is no session " + id,
                  {{"sessionId", id}}});
}

Failure TooManyMessages() {
  return Failure({ErrorKind::kResourceExhausted,
                  "TOO_MANY_MESSAGES",
                  "too many messages of this contact wait for an answer",
                  {}});
}

Failure RequestConflict() {
  return Failure({ErrorKind::kAborted,
                  "REQUEST_CONFLICT",
                  "the request id was used for something else in this contact; "
                  "choose a new one",
                  {}});
}

}  // namespace aicc::chatbot
