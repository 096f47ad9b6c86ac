#include "services/inference/serving/wire.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace aicc::inference {
namespace {

constexpr std::array<std::string_view, 6> kSpent{
    "insufficient_quota",         "credit_balance_exhausted", "billing_error",
    "billing_hard_limit_reached", "billing_not_active",       "quota_exceeded"};
constexpr std::array<std::string_view, 3> kTooLong{
    "context_length_exceeded", "string_above_max_length", "request_too_large"};
constexpr std::array<std::string_view, 6> kForbidden{
    "content_policy_violation", "content_filter",    "content_filtered",
    "responsible_ai_policy",    "sensitive_content", "safety"};
// In the words of servers whose codes do not say it.
constexpr std::array<std::string_view, 6> kTooLongWords{
    "maximum context length", "prompt is too long",
    "context window",         "exceeds the maximum number of tokens",
    "maximum input length",   "input token count"};

template <std::size_t N>
bool IsOneOf(std::string_view code,
             const std::array<std::string_view, N>& codes) {
  return std::ranges::find(codes, code) != codes.end();
}

FaultKind KindOfBadRequest(const WireError& error) {
  if (error.code == "API_KEY_INVALID") return FaultKind::kNoAccess;
  if (IsOneOf(error.code, kTooLong)) return FaultKind::kContextLength;
  if (IsOneOf(error.code, kForbidden)) return FaultKind::kFiltered;
  const bool too_long =
      std::ranges::any_of(kTooLongWords, [&](std::string_view words) {
        return std::string_view(error.message).contains(words);
      });
  return too_long ? FaultKind::kContextLength : FaultKind::kBadRequest;
}

FaultKind KindOf(int status, const WireError& error) {
  // 204, 302 and the like answer nothing.
  if (status < 400) return FaultKind::kBadResponse;
  if (error.spent && status < 500) return FaultKind::kSpent;
  switch (status) {
    case 401:
    case 403:
      return IsOneOf(error.code, kForbidden) ? FaultKind::kFiltered
                                             : FaultKind::kNoAccess;
    case 402:
      return FaultKind::kSpent;
    case 404:
      return FaultKind::kUnknownModel;
    case 408:
    case 409:
    case 425:
      return FaultKind::kServerError;
    case 413:
      return FaultKind::kContextLength;
    case 429:
      return error.spent || IsOneOf(error.code, kSpent)
                 ? FaultKind::kSpent
                 : FaultKind::kRateLimited;
    default:
      break;
  }
  return status >= 500 ? FaultKind::kServerError : KindOfBadRequest(error);
}

// True if tools were called in this turn and nobody knows any more what was
// thought before: a model that wants it back refuses to think on.
bool LacksThoughts(const ModelRequest& request) {
  for (const ModelMessage& message : request.messages | std::views::reverse) {
    if (message.role == ModelMessage::Role::kUser) return false;
    if (message.tool_calls.empty()) continue;
    return message.thoughts.empty() &&
           message.tool_calls.front().signature.empty();
  }
  return false;
}

// Claude does not think before a tool that it must call.
bool Forced(const ModelRequest& request) {
  return request.tool_choice == ToolChoice::kRequired ||
         request.tool_choice == ToolChoice::kNamed;
}

std::optional<int> MaxTokens(const Endpoint& endpoint,
                             const ModelRequest& request, bool thinks) {
  std::optional<int> most = request.max_tokens;
  if (request.max_answer_tokens) {
    most = *request.max_answer_tokens +
           (thinks ? ThinkingBudget(request.thinking) : 0);
  }
  if (endpoint.max_tokens > 0) {
    most = std::min(most.value_or(endpoint.max_tokens), endpoint.max_tokens);
  }
  if (most) most = std::min(*most, endpoint.profile.max_output_tokens);
  return most;
}

}  // namespace

const Wire& WireOf(WireFormat format) {
  if (format == WireFormat::kAnthropic) return AnthropicWire();
  if (format == WireFormat::kGemini) return GeminiWire();
  return OpenAiWire();
}

Sampling SamplingFor(const Endpoint& endpoint, const ModelRequest& request) {
  const Profile& profile = endpoint.profile;
  Sampling sampling;
  sampling.thinks =
      WillThink(profile, request.thinking) &&
      !(profile.echo_thoughts && LacksThoughts(request)) &&
      !(profile.wire == WireFormat::kAnthropic && Forced(request));
  sampling.max_tokens = MaxTokens(endpoint, request, sampling.thinks);
  const bool takes = sampling.thinks
                         ? profile.sampling && profile.sampling_thinking
                         : profile.sampling;
  if (!takes) return sampling;
  sampling.temperature = request.temperature ? request.temperature
                         : sampling.thinks && profile.temperature_thinking
                             ? profile.temperature_thinking
                             : profile.temperature;
  if (sampling.temperature) {
    sampling.temperature =
        std::clamp(*sampling.temperature, 0.0, profile.max_temperature);
  }
  sampling.top_p = request.top_p ? request.top_p : profile.top_p;
  if (!profile.penalties) return sampling;
  sampling.presence_penalty = request.presence_penalty
                                  ? request.presence_penalty
                                  : profile.presence_penalty;
  sampling.frequency_penalty = request.frequency_penalty;
  return sampling;
}

std::string_view EffortName(Thinking thinking) {
  switch (thinking) {
    case Thinking::kOff:
      return "none";
    case Thinking::kLow:
      return "low";
    case Thinking::kHigh:
      return "high";
    case Thinking::kDefault:
    case Thinking::kMedium:
      break;
  }
  return "medium";
}

ModelFault FaultOf(int status, const WireError& error) {
  ModelFault fault;
  fault.kind = KindOf(status, error);
  fault.status = status;
  fault.detail = error.code;
  fault.retry_after = error.retry_after;
  return fault;
}

ModelFault FaultInStream(const WireError& error) {
  ModelFault fault;
  fault.kind = FaultKind::kEndpointError;
  if (error.spent || IsOneOf(error.code, kSpent))
    fault.kind = FaultKind::kSpent;
  if (error.code == "rate_limit_error" || error.code == "rate_limit_exceeded") {
    fault.kind = FaultKind::kRateLimited;
  }
  if (error.code == kUnusableAnswer) fault.kind = FaultKind::kUnusable;
  const FaultKind request = KindOfBadRequest(error);
  if (request != FaultKind::kBadRequest) fault.kind = request;
  fault.detail = error.code;
  fault.retry_after = error.retry_after;
  return fault;
}

}  // namespace aicc::inference
