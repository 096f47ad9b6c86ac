#pragma once

#include <memory>

#include "common/error.h"
#include "services/inference/domain/language_model.h"
#include "services/inference/serving/endpoint.h"
#include "services/inference/serving/http_exchange.h"

namespace aicc::inference {

// The model behind `endpoint`, in the wire format of its profile. `http` must
// outlive it. INVALID_FIELD if the base URL is none.
//
// An answer is whole only if the server said why it ended; one that just stops
// is kCutOff. What a model thinks is kept apart from what it says, whether its
// server does so or leaves it in the text. The connection is closed as soon as
// the call is cancelled, so that the server stops writing for nobody.
Result<std::unique_ptr<LanguageModel>> MakeModel(Endpoint endpoint,
                                                 const HttpClient& http);

// The headers by which a server says when to come back, as of `now`:
// `retry-after-ms`, `retry-after` in seconds or as a date, `x-should-retry`.
struct RetryHeaders {
  std::optional<std::chrono::milliseconds> after;
  std::optional<bool> should;
};
RetryHeaders ReadRetryHeaders(std::string_view retry_after_ms,
                              std::string_view retry_after,
                              std::string_view should_retry,
                              std::chrono::system_clock::time_point now);

}  // namespace aicc::inference
