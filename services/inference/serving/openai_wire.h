#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/inference/domain/language_model.h"
#include "services/inference/serving/endpoint.h"

// The OpenAI Chat Completions protocol as JSON. Takes whatever a server sends.

namespace aicc::inference {

// The body of POST /chat/completions for a streamed answer.
std::string EncodeChat(const Endpoint& endpoint, const ModelRequest& request);

// What one event of the stream says.
struct ChatChunk {
  std::string text;        // More of the answer.
  bool reasoning = false;  // The model thinks; its thoughts are dropped.
  std::optional<Finish> finish;
  std::optional<int> prompt_tokens;
  std::optional<int> completion_tokens;
  // The server's own code for what went wrong after the answer had begun.
  std::optional<std::string> error;
};

// Nothing if `data` is not a chunk of the protocol.
std::optional<ChatChunk> DecodeChunk(std::string_view data);

// The code or type of an error's body, such as `context_length_exceeded`; empty
// if it has none. Never the message: servers quote the request in it.
std::string DecodeErrorCode(std::string_view body);

// True if `text` is one JSON value.
bool IsJson(std::string_view text);

}  // namespace aicc::inference
