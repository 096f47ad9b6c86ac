#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "common/error.h"
#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// Why a model gave no whole answer, by what can be done about it.
enum class FaultKind {
  kConnectFailed,   // No such host, nobody listens, or it is not who it says.
  kConnectTimeout,  //
  kReset,           // Hung up before it answered.
  kFirstTokenTimeout,  // Nothing useful in time.
  kStalled,            // Silent in the middle.
  kTotalTimeout,       //
  kCutOff,             // The connection ended before the answer did.
  kBadResponse,        // Not the protocol: HTML, compressed, broken JSON.
  kTooLarge,           // More than we take.
  kEmpty,              // A whole answer with nothing in it.
  kUnusable,           // One that is not what was asked for: no JSON, thoughts.
  kEndpointError,      // Said so after the answer had begun.
  kServerError,        // 408, 409, 425, 5xx
  kRateLimited,        // 429: later it will do.
  kSpent,              // 402 and 429: the money is gone.
  kNoAccess,           // 401, 403: the key is not good.
  kUnknownModel,       // 404
  kContextLength,      // More than the model holds.
  kFiltered,           // The provider's rules forbid it.
  kBadRequest,         // Other 4xx: this server does not take this request.
  kNotAsked,           // Nobody was: a limit or a rule of ours, see `detail`.
};

// The detail of kNotAsked where an image is to be had at an address that has
// personal data in it.
inline constexpr std::string_view kPersonalUrl = "personal_data_in_url";

// What became of one attempt, or of all.
struct ModelFault {
  FaultKind kind = FaultKind::kServerError;
  int status = 0;      // The HTTP status that said so; 0: none did.
  std::string detail;  // Machine-made, such as the server's own error code.

  // When the server wants to be asked again, and whether at all.
  std::optional<std::chrono::milliseconds> retry_after = {};
  std::optional<bool> should_retry = {};

  // What it counted all the same, and how long it was waited for.
  Usage usage = {};
  std::chrono::microseconds waited{0};
  RateLimits rates = {};
};

// "FIRST_TOKEN_TIMEOUT" and so on; for errors, metrics and the ledger.
std::string_view FaultName(FaultKind kind);

// True if the same request may do at the same model if asked once more.
bool MayRetry(const ModelFault& fault);

// True if another model may answer what this one did not.
bool MayFallBack(const ModelFault& fault);

// True if it says something about the health of the model's server, rather than
// about the request.
bool IsUnhealthy(const ModelFault& fault);

// MODEL_FAILED of errors.h, for `endpoint`.
Error ToError(std::string_view endpoint, const ModelFault& fault);

}  // namespace aicc::inference
