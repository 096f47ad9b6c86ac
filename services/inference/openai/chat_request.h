#pragma once

#include <string>
#include <string_view>

#include "common/error.h"
#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// What POST /v1/chat/completions asks.
struct ChatCompletion {
  std::string model;
  ModelRequest request;
  bool include_usage = false;  // In a stream, at its end.
  // Of `metadata`, which is the caller's own but for these.
  std::string task = "completion";  // `aicc_task`, of kTasks in routing.h.
  std::string session_id;           // `aicc_session_id`: the contact.
};

// Reads the body. "INVALID_FIELD" names the first field that is wrong, as in
// `messages[2].content`. What the protocol has and we do not is kept in
// `request.extra`, but for what says who asks.
Result<ChatCompletion> ParseChatCompletion(std::string_view body);

}  // namespace aicc::inference
