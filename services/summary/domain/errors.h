#pragma once

#include <cstddef>
#include <string_view>

#include "common/error.h"

namespace aicc::summary {

inline constexpr char kErrorDomain[] = "summary.aicc";

// FAILED_PRECONDITION, "INSUFFICIENT_CONVERSATION": too little was said to sum
// anything up.
Failure InsufficientConversation(std::size_t utterance_count);

// FAILED_PRECONDITION, "CONVERSATION_TOO_LONG": more was said than is read.
Failure ConversationTooLong();

// NOT_FOUND, "SUMMARY_NOT_FOUND": none was made of this contact.
Failure SummaryNotFound(std::string_view session_id);

// DEADLINE_EXCEEDED, "REPORT_NOT_READY": too many contacts have changed to read
// them in time. What was read is kept.
Failure ReportNotReady(std::size_t read_contact_count);

}  // namespace aicc::summary
