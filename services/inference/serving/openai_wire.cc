#include <utility>

#include "services/inference/serving/json.h"
#include "services/inference/serving/openai_encode.h"
#include "services/inference/serving/wire.h"

// OpenAI's Chat Completions, and what the many who speak it make of it.
// Source: github.com/openai/openai-python, src/openai/types/chat.

namespace aicc::inference {
namespace {

namespace json = boost::json;

std::optional<Finish> FinishOf(std::string_view reason, bool* broken) {
  if (reason.empty()) return std::nullopt;
  if (reason == "length" || reason == "max_tokens") return Finish::kLength;
  if (reason == "tool_calls" || reason == "function_call") {
    return Finish::kToolCalls;
  }
  if (reason == "content_filter" || reason == "sensitive") {
    return Finish::kFiltered;
  }
  // "abort", "error", "insufficient_system_resource": it broke off.
  *broken = reason != "stop" && reason != "eos" && reason != "end_turn" &&
            reason != "eos_token" && reason != "stop_sequence";
  return Finish::kStop;
}

std::vector<TokenLogProb> TopOf(const json::object& token) {
  std::vector<TokenLogProb> top;
  const json::array* const all = ArrayAt(token, "top_logprobs");
  if (all == nullptr) return top;
  for (const json::value& each : *all) {
    if (!each.is_object()) continue;
    const json::object& one = each.get_object();
    top.push_back({std::string(StringAt(one, "token")),
                   NumberAt(one, "logprob").value_or(0)});
  }
  return top;
}

std::vector<TokenLogProb> LogProbsOf(const json::object& choice) {
  std::vector<TokenLogProb> tokens;
  const json::object* const logprobs = ObjectAt(choice, "logprobs");
  if (logprobs == nullptr) return tokens;
  const json::array* const content = ArrayAt(*logprobs, "content");
  if (content == nullptr) return tokens;
  for (const json::value& each : *content) {
    if (!each.is_object()) continue;
    const json::object& token = each.get_object();
    tokens.push_back({std::string(StringAt(token, "token")),
                      NumberAt(token, "logprob").value_or(0), TopOf(token)});
  }
  return tokens;
}

Usage UsageOf(const json::object& object) {
  Usage usage;
  usage.prompt_tokens = CountAt(object, "prompt_tokens").value_or(0);
  usage.completion_tokens = CountAt(object, "completion_tokens").value_or(0);
  if (const auto* details = ObjectAt(object, "prompt_tokens_details")) {
    usage.cached_tokens = CountAt(*details, "cached_tokens").value_or(0);
  } else {
    usage.cached_tokens =
        CountAt(object, "prompt_cache_hit_tokens").value_or(0);
  }
  if (const auto* details = ObjectAt(object, "completion_tokens_details")) {
    usage.reasoning_tokens = CountAt(*details, "reasoning_tokens").value_or(0);
  }
  return usage;
}

// The code of an error; some servers put a number there, or only a type.
WireError ErrorFrom(const json::value& value) {
  WireError error;
  if (value.is_string()) {
    error.message.assign(value.get_string().data(), value.get_string().size());
    return error;
  }
  if (!value.is_object()) return error;
  const json::object& object = value.get_object();
  error.code = CodeOf(StringAt(object, "code"));
  if (error.code.empty()) error.code = CodeOf(StringAt(object, "type"));
  error.message = StringAt(object, "message");
  error.spent = StringAt(object, "type") == "insufficient_quota";
  return error;
}

class OpenAiReader final : public WireReader {
 public:
  bool ReadEvent(std::string_view data, WireUpdate* update) override {
    return Read(data, "delta", update);
  }
  bool ReadWhole(std::string_view body, WireUpdate* update) override {
    const bool good = Read(body, "message", update);
    update->done = true;
    return good && (update->finish || update->error);
  }

 private:
  bool Read(std::string_view data, std::string_view part, WireUpdate* update) {
    if (data == "[DONE]") {
      update->done = true;
      return true;
    }
    const JsonObject event(data);
    if (event.get() == nullptr) return false;
    const json::object& object = *event.get();
    const json::value* const error = object.if_contains("error");
    if (error != nullptr && !error->is_null()) {
      update->error = ErrorFrom(*error);
      return true;
    }
    update->model = StringAt(object, "model");
    if (const json::object* usage = ObjectAt(object, "usage")) {
      update->usage = UsageOf(*usage);
    }
    const json::array* const choices = ArrayAt(object, "choices");
    if (choices == nullptr) return update->usage.has_value();
    if (choices->empty() || !(*choices)[0].is_object()) return true;
    return ReadChoice((*choices)[0].get_object(), part, update);
  }

  // False if it is none of the protocol.
  bool ReadChoice(const json::object& choice, std::string_view part,
                  WireUpdate* update) {
    update->finish =
        FinishOf(StringAt(choice, "finish_reason"), &update->broken);
    const json::object* const delta = ObjectAt(choice, part);
    const bool good = delta == nullptr || ReadDelta(choice, *delta, update);
    if (update->finish && refused_) update->finish = Finish::kFiltered;
    return good;
  }

  bool ReadDelta(const json::object& choice, const json::object& delta,
                 WireUpdate* update) {
    std::string_view thought = StringAt(delta, "reasoning");
    if (thought.empty()) thought = StringAt(delta, "reasoning_content");
    Say(ModelDelta::Kind::kThought, thought, update);
    if (!ReadContent(delta, update)) return false;
    if (auto logprobs = LogProbsOf(choice); !logprobs.empty()) {
      auto& deltas = update->deltas;
      const bool text =
          !deltas.empty() && deltas.back().kind == ModelDelta::Kind::kText;
      if (!text) deltas.push_back({ModelDelta::Kind::kText, {}});
      deltas.back().logprobs = std::move(logprobs);
    }
    if (const auto refusal = StringAt(delta, "refusal"); !refusal.empty()) {
      update->deltas.push_back(
          {ModelDelta::Kind::kRefusal, std::string(refusal)});
      refused_ = true;
    }
    const json::array* const calls = ArrayAt(delta, "tool_calls");
    if (calls == nullptr) return true;
    for (const json::value& call : *calls) {
      if (call.is_object()) ReadCall(call.get_object(), update);
    }
    return true;
  }

  // A text, or parts of which some are thoughts, as Mistral has them.
  static bool ReadContent(const json::object& delta, WireUpdate* update) {
    const json::value* const content = delta.if_contains("content");
    if (content == nullptr || content->is_null()) return true;
    if (content->is_string()) {
      Say(ModelDelta::Kind::kText, StringAt(delta, "content"), update);
      return true;
    }
    const json::array* const parts = content->if_array();
    if (parts == nullptr) return false;
    for (const json::value& part : *parts) {
      if (!part.is_object()) return false;
      ReadPart(part.get_object(), update);
    }
    return true;
  }

  static void ReadPart(const json::object& part, WireUpdate* update) {
    using Kind = ModelDelta::Kind;
    Say(Kind::kText, StringAt(part, "text"), update);
    Say(Kind::kThought, StringAt(part, "thinking"), update);
    const json::array* const thoughts = ArrayAt(part, "thinking");
    if (thoughts == nullptr) return;
    for (const json::value& each : *thoughts) {
      if (!each.is_object()) continue;
      Say(Kind::kThought, StringAt(each.get_object(), "text"), update);
    }
  }

  static void Say(ModelDelta::Kind kind, std::string_view text,
                  WireUpdate* update) {
    if (!text.empty()) update->deltas.push_back({kind, std::string(text)});
  }

  // Servers that leave the index out send whole calls, or go on with the last.
  void ReadCall(const json::object& call, WireUpdate* update) {
    ModelDelta delta{ModelDelta::Kind::kToolCall, {}};
    delta.id = StringAt(call, "id");
    if (const json::object* function = ObjectAt(call, "function")) {
      delta.name = StringAt(*function, "name");
      // They are a text; some servers send what it says.
      const json::object* const object = ObjectAt(*function, "arguments");
      delta.text = object != nullptr
                       ? json::serialize(*object)
                       : std::string(StringAt(*function, "arguments"));
    }
    const bool begins = !delta.name.empty();
    delta.index = CountAt(call, "index").value_or(begins ? calls_ : calls_ - 1);
    if (delta.index < 0) return;
    calls_ = std::max(calls_, delta.index + 1);
    update->deltas.push_back(std::move(delta));
  }

  int calls_ = 0;
  bool refused_ = false;  // So the answer ends as one that was filtered.
};

class OpenAi final : public Wire {
 public:
  WireRequest Encode(const Endpoint& endpoint,
                     const ModelRequest& request) const override {
    WireRequest wire{"/chat/completions", {}, EncodeOpenAi(endpoint, request)};
    if (!endpoint.api_key.empty()) {
      wire.headers.emplace_back("authorization", "Bearer " + endpoint.api_key);
    }
    return wire;
  }

  std::unique_ptr<WireReader> NewReader() const override {
    return std::make_unique<OpenAiReader>();
  }

  WireError ReadError(std::string_view body) const override {
    const auto value = ParseJson(body);
    if (!value || !value->is_object()) return {};
    const json::value* const error = value->get_object().if_contains("error");
    return ErrorFrom(error != nullptr && !error->is_null() ? *error : *value);
  }
};

}  // namespace

const Wire& OpenAiWire() {
  static const OpenAi wire;
  return wire;
}

}  // namespace aicc::inference
