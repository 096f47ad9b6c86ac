#include <array>
#include <charconv>
#include <utility>

#include "services/inference/serving/gemini_encode.h"
#include "services/inference/serving/json.h"
#include "services/inference/serving/wire.h"

// Google's generateContent. Source: github.com/googleapis/python-genai,
// google/genai/types.py.

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Kind = ModelDelta::Kind;

constexpr std::array<std::string_view, 6> kForbidden{
    "SAFETY",    "RECITATION",         "LANGUAGE",
    "BLOCKLIST", "PROHIBITED_CONTENT", "SPII"};

std::optional<Finish> FinishOf(std::string_view reason, bool* broken) {
  if (reason.empty() || reason == "FINISH_REASON_UNSPECIFIED") {
    return std::nullopt;
  }
  if (reason == "MAX_TOKENS") return Finish::kLength;
  for (const std::string_view forbidden : kForbidden) {
    if (reason == forbidden) return Finish::kFiltered;
  }
  if (reason.starts_with("IMAGE_")) return Finish::kFiltered;
  *broken = reason != "STOP";
  return Finish::kStop;
}

// "3.5s"
std::optional<std::chrono::milliseconds> DelayOf(std::string_view text) {
  if (!text.ends_with('s')) return std::nullopt;
  text.remove_suffix(1);
  double seconds = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  // Also of "nan", which is neither less nor more.
  if (!(seconds >= 0 && seconds <= 86'400)) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1e3));
}

// What a rate's limit looks like is a delay; one for the day, or for money, is
// gone for now.
void ReadDetails(const json::object& object, WireError* error) {
  const json::array* const details = ArrayAt(object, "details");
  if (details == nullptr) return;
  for (const json::value& each : *details) {
    if (!each.is_object()) continue;
    const json::object& detail = each.get_object();
    const std::string_view type = StringAt(detail, "@type");
    if (StringAt(detail, "reason") == "API_KEY_INVALID") {
      error->code = "API_KEY_INVALID";
    }
    if (type.ends_with("google.rpc.RetryInfo")) {
      error->retry_after = DelayOf(StringAt(detail, "retryDelay"));
    }
    const json::array* const violations = ArrayAt(detail, "violations");
    if (!type.ends_with("google.rpc.QuotaFailure") || violations == nullptr) {
      continue;
    }
    for (const json::value& violation : *violations) {
      if (!violation.is_object()) continue;
      const auto id = StringAt(violation.get_object(), "quotaId");
      if (id.contains("PerDay") || id.contains("Spend")) error->spent = true;
    }
  }
}

WireError ErrorFrom(const json::value& value) {
  WireError error;
  // A stream that is not one of events has its error in an array.
  const json::value* holder = &value;
  if (value.is_array() && !value.get_array().empty()) {
    holder = &value.get_array()[0];
  }
  if (!holder->is_object()) return error;
  const json::object* const object = ObjectAt(holder->get_object(), "error");
  if (object == nullptr) return error;
  error.code = CodeOf(StringAt(*object, "status"));
  error.message = StringAt(*object, "message");
  ReadDetails(*object, &error);
  return error;
}

std::vector<TokenLogProb> LogProbsOf(const json::object& candidate) {
  std::vector<TokenLogProb> tokens;
  const json::object* const result = ObjectAt(candidate, "logprobsResult");
  if (result == nullptr) return tokens;
  const json::array* const chosen = ArrayAt(*result, "chosenCandidates");
  if (chosen == nullptr) return tokens;
  for (const json::value& each : *chosen) {
    if (!each.is_object()) continue;
    const json::object& token = each.get_object();
    tokens.push_back({std::string(StringAt(token, "token")),
                      NumberAt(token, "logProbability").value_or(0)});
  }
  return tokens;
}

class GeminiReader final : public WireReader {
 public:
  bool ReadEvent(std::string_view data, WireUpdate* update) override {
    const auto value = ParseJson(data);
    if (!value || !value->is_object()) return false;
    const json::object& object = value->get_object();
    if (object.contains("error")) {
      update->error = ErrorFrom(*value);
      return true;
    }
    update->model = StringAt(object, "modelVersion");
    Count(object, update);
    const json::object* const feedback = ObjectAt(object, "promptFeedback");
    if (feedback != nullptr && feedback->contains("blockReason")) {
      update->finish = Finish::kFiltered;
    }
    const json::array* const candidates = ArrayAt(object, "candidates");
    if (candidates != nullptr && !candidates->empty() &&
        (*candidates)[0].is_object()) {
      ReadCandidate((*candidates)[0].get_object(), update);
    }
    return true;
  }

  bool ReadWhole(std::string_view body, WireUpdate* update) override {
    const bool good = ReadEvent(body, update);
    update->done = true;
    return good && (update->finish || update->error);
  }

 private:
  void ReadCandidate(const json::object& candidate, WireUpdate* update) {
    if (const json::object* content = ObjectAt(candidate, "content")) {
      if (const json::array* parts = ArrayAt(*content, "parts")) {
        for (const json::value& part : *parts) {
          if (part.is_object()) ReadPart(part.get_object(), update);
        }
      }
    }
    auto logprobs = LogProbsOf(candidate);
    if (!logprobs.empty()) {
      update->deltas.push_back({Kind::kText, {}});
      update->deltas.back().logprobs = std::move(logprobs);
    }
    const std::string_view reason = StringAt(candidate, "finishReason");
    // "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", …: the model's fault.
    if (reason.contains("_CALL")) {
      update->error = WireError{std::string(kUnusableAnswer), {}};
      return;
    }
    update->finish = FinishOf(reason, &update->broken);
    // It says STOP for calls as well.
    if (update->finish == Finish::kStop && calls_ > 0) {
      update->finish = Finish::kToolCalls;
    }
  }

  void ReadPart(const json::object& part, WireUpdate* update) {
    auto& deltas = update->deltas;
    const std::string_view signature = StringAt(part, "thoughtSignature");
    if (const json::object* call = ObjectAt(part, "functionCall")) {
      deltas.push_back({Kind::kToolCall, {}, calls_++});
      deltas.back().id = StringAt(*call, "id");
      deltas.back().name = StringAt(*call, "name");
      const json::object* const arguments = ObjectAt(*call, "args");
      deltas.back().text =
          arguments != nullptr ? json::serialize(*arguments) : "{}";
      deltas.back().signature = signature;
      return;
    }
    const bool thought = BoolAt(part, "thought").value_or(false);
    const std::string_view text = StringAt(part, "text");
    if (text.empty() && signature.empty()) return;
    deltas.push_back({thought || text.empty() ? Kind::kThought : Kind::kText,
                      std::string(text)});
    deltas.back().signature = signature;
  }

  // Thoughts are counted beside the rest.
  void Count(const json::object& object, WireUpdate* update) {
    const json::object* const counts = ObjectAt(object, "usageMetadata");
    if (counts == nullptr) return;
    Usage usage;
    usage.prompt_tokens =
        CountAt(*counts, "promptTokenCount").value_or(0) +
        CountAt(*counts, "toolUsePromptTokenCount").value_or(0);
    usage.cached_tokens =
        CountAt(*counts, "cachedContentTokenCount").value_or(0);
    usage.reasoning_tokens = CountAt(*counts, "thoughtsTokenCount").value_or(0);
    usage.completion_tokens =
        CountAt(*counts, "candidatesTokenCount").value_or(0) +
        usage.reasoning_tokens;
    update->usage = usage;
  }

  int calls_ = 0;
};

class Gemini final : public Wire {
 public:
  WireRequest Encode(const Endpoint& endpoint,
                     const ModelRequest& request) const override {
    WireRequest wire{"/models/" + endpoint.model +
                         (request.stream ? ":streamGenerateContent?alt=sse"
                                         : ":generateContent"),
                     {},
                     EncodeGemini(endpoint, request)};
    if (!endpoint.api_key.empty()) {
      wire.headers.emplace_back("x-goog-api-key", endpoint.api_key);
    }
    return wire;
  }

  std::unique_ptr<WireReader> NewReader() const override {
    return std::make_unique<GeminiReader>();
  }

  WireError ReadError(std::string_view body) const override {
    const auto value = ParseJson(body);
    return value ? ErrorFrom(*value) : WireError{};
  }
};

}  // namespace

const Wire& GeminiWire() {
  static const Gemini wire;
  return wire;
}

}  // namespace aicc::inference
