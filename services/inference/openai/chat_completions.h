#pragma once

#include <string>

#include "common/call_context.h"
#include "common/http.h"
#include "services/inference/domain/answer.h"
#include "services/inference/domain/catalog.h"
#include "services/inference/openai/thought_seal.h"

namespace aicc::inference {

// Whom POST /v1/chat/completions asks, and who keeps what they think.
struct Models {
  const Brain& brain;
  const Catalog& catalog;
  const ThoughtSeal& seal;
};

// Answers POST /v1/chat/completions. The status of a stream is sent with its
// first useful token, so that what fails before has a status of its own; what
// fails after is an event with an `error`, and no end that looks like one.
Task<void> CompleteChat(Models models, Caller caller,
                        const HttpRequest& request,
                        const std::string& request_id,
                        HttpResponder& responder);

}  // namespace aicc::inference
