#include "services/inference/domain/model_fault.h"

#include <array>

#include "services/inference/domain/errors.h"

namespace aicc::inference {
namespace {

// What is to be done about a kind of fault.
struct Treatment {
  std::string_view name;
  bool retry = false;      // Once more at the same model.
  bool fall_back = false;  // At another one.
  bool unhealthy = false;  // Counts against the model's server.
};

// In the order of FaultKind. A silent model stays silent, so that asking it
// again only multiplies the wait.
constexpr std::array<Treatment, 20> kTreatments{{
    {"CONNECT_FAILED", true, true, true},
    {"CONNECT_TIMEOUT", false, true, true},
    {"RESET", true, true, true},
    {"FIRST_TOKEN_TIMEOUT", false, true, true},
    {"STALLED", false, true, true},
    {"TOTAL_TIMEOUT", false, true, false},
    {"CUT_OFF", true, true, true},
    {"BAD_RESPONSE", true, true, true},
    {"TOO_LARGE", false, true, false},
    {"EMPTY", true, true, false},
    {"UNUSABLE", true, true, false},
    {"ENDPOINT_ERROR", true, true, true},
    {"SERVER_ERROR", true, true, true},
    {"RATE_LIMITED", true, true, false},
    {"SPENT", false, true, true},
    {"NO_ACCESS", false, true, true},
    {"UNKNOWN_MODEL", false, true, true},
    {"CONTEXT_LENGTH", false, true, false},
    {"FILTERED", false, false, false},
    {"BAD_REQUEST", false, true, false},
}};
constexpr Treatment kNotAsked{"NOT_ASKED", false, true, false};

const Treatment& TreatmentOf(FaultKind kind) {
  const auto at = static_cast<std::size_t>(kind);
  return at < kTreatments.size() ? kTreatments[at] : kNotAsked;
}
static_assert(static_cast<std::size_t>(FaultKind::kNotAsked) ==
              kTreatments.size());

}  // namespace

std::string_view FaultName(FaultKind kind) { return TreatmentOf(kind).name; }

bool MayRetry(const ModelFault& fault) {
  const bool may = TreatmentOf(fault.kind).retry;
  // A server that is out of money may ask to be tried again; it is not.
  if (fault.kind == FaultKind::kSpent) return false;
  return fault.should_retry.value_or(may);
}

bool MayFallBack(const ModelFault& fault) {
  return TreatmentOf(fault.kind).fall_back;
}

bool IsUnhealthy(const ModelFault& fault) {
  return TreatmentOf(fault.kind).unhealthy;
}

Error ToError(std::string_view endpoint, const ModelFault& fault) {
  std::string detail;
  if (fault.status != 0) detail = std::to_string(fault.status);
  if (!fault.detail.empty()) {
    detail += (detail.empty() ? "" : " ") + fault.detail;
  }
  return ModelFailed(endpoint, FaultName(fault.kind), detail).error();
}

}  // namespace aicc::inference
