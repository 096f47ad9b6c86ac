#pragma once

#include <string>
#include <string_view>

#include "common/error.h"
#include "common/http.h"
#include "services/inference/domain/model_fault.h"

namespace aicc::inference {

// An error as clients of OpenAI know it:
//   {"error":{"message":…,"type":…,"param":…,"code":…}}
// `message` is ours, says what to do next, and never quotes the request.
struct ApiError {
  int status = 500;
  std::string type;   // "invalid_request_error", "rate_limit_error", …
  std::string code;   // "model_not_found", "context_length_exceeded", …
  std::string param;  // The field; empty: none.
  std::string message;
  // Tells clients that retry by themselves whether to, and when.
  bool retry = false;
  std::optional<std::chrono::milliseconds> retry_after = {};
};

// Of the request itself, or of who sends it.
ApiError ApiErrorOf(const Error& error);

// Of the models that were asked as `model`.
ApiError ApiErrorOf(const ModelFault& fault, std::string_view model);

ApiError NoSuchModel(std::string_view model);

// `explanation` is JSON, or empty; see explanation.h.
std::string ToJson(const ApiError& error, const std::string& explanation = {});
HttpResponse ToResponse(const ApiError& error,
                        const std::string& explanation = {});

}  // namespace aicc::inference
