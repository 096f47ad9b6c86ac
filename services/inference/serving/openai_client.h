#pragma once

#include <memory>

#include "common/error.h"
#include "services/inference/domain/language_model.h"
#include "services/inference/serving/endpoint.h"
#include "services/inference/serving/http_exchange.h"

namespace aicc::inference {

// A model behind `endpoint`, streamed. `http` must outlive it. INVALID_FIELD if
// the base URL is none.
//
// An answer is whole only if the server said why it ended (`finish_reason`);
// one that just stops is ModelFailed("CUT_OFF"). What a model thinks is read
// apart and dropped. Each answer has a connection of its own, which is closed
// as soon as the call is cancelled, so that the server stops writing for
// nobody.
Result<std::unique_ptr<LanguageModel>> MakeOpenAiModel(Endpoint endpoint,
                                                       const HttpClient& http);

}  // namespace aicc::inference
