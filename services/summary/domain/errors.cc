#include "services/summary/domain/errors.h"

#include <string>

namespace aicc::summary {

Failure InsufficientConversation(std::size_t utterance_count) {
  const std::string count = std::to_string(utterance_count);
  return Failure({ErrorKind::kFailedPrecondition,
                  "INSUFFICIENT_CONVERSATION",
                  "a summary needs two utterances, one of them the "
                  "customer's; this contact has " +
                      count + " in all",
                  {{"utteranceCount", count}}});
}

Failure ConversationTooLong() {
  return Failure({ErrorKind::kFailedPrecondition,
                  "CONVERSATION_TOO_LONG",
                  "the contact is longer than a summary reads",
                  {}});
}

Failure SummaryNotFound(std::string_view session_id) {
  const std::string id(session_id);
  return Failure({ErrorKind::kNotFound,
                  "SUMMARY_NOT_FOUND",
                  "no summary was made of session " + id + " yet",
                  {{"sessionId", id}}});
}

Failure ReportNotReady(std::size_t read_contact_count) {
  const std::string count = std::to_string(read_contact_count);
  return Failure({ErrorKind::kDeadlineExceeded,
                  "REPORT_NOT_READY",
                  "too many contacts have changed since the last report; " +
                      count + " were read and are kept, ask again",
                  {{"readContactCount", count}}});
}

}  // namespace aicc::summary
