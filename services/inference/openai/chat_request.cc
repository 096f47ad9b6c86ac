#include "services/inference/openai/chat_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/inference/domain/routing.h"
#include "services/inference/openai/request_fields.h"
#include "services/inference/serving/json.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;

constexpr int kMaxTokens = 10'000'000;
constexpr std::size_t kMaxStops = 16;
constexpr std::size_t kMaxStopBytes = 256;
constexpr std::size_t kMaxTools = 256;
constexpr std::size_t kMaxSessionIdBytes = 64;

// What is read here, and what must not be passed on, as it says who asks.
constexpr std::array<std::string_view, 28> kKnown{"model",
                                                  "messages",
                                                  "stream",
                                                  "stream_options",
                                                  "tools",
                                                  "tool_choice",
                                                  "temperature",
                                                  "top_p",
                                                  "presence_penalty",
                                                  "seed",
                                                  "frequency_penalty",
                                                  "max_tokens",
                                                  "stop",
                                                  "max_completion_tokens",
                                                  "logprobs",
                                                  "top_logprobs",
                                                  "parallel_tool_calls",
                                                  "n",
                                                  "response_format",
                                                  "reasoning_effort",
                                                  "user",
                                                  "metadata",
                                                  "store",
                                                  "service_tier",
                                                  "safety_identifier",
                                                  "prompt_cache_key",
                                                  "modalities",
                                                  "audio"};

Result<void> ReadTools(const json::object& body, ModelRequest* request) {
  const json::value* const tools = body.if_contains("tools");
  if (tools == nullptr || tools->is_null()) return {};
  if (!tools->is_array() || tools->get_array().size() > kMaxTools) {
    return InvalidField("tools", "must be an array of at most 256");
  }
  for (std::size_t i = 0; i < tools->get_array().size(); ++i) {
    auto tool =
        ReadTool(tools->get_array()[i], "tools[" + std::to_string(i) + "]");
    if (!tool) return Failure(tool.error());
    request->tools.push_back(*std::move(tool));
  }
  return {};
}

Result<void> ReadToolChoice(const json::object& body, ModelRequest* request) {
  const json::value* const choice = body.if_contains("tool_choice");
  if (choice == nullptr || choice->is_null()) return {};
  if (choice->is_string()) {
    const std::string_view name = StringAt(body, "tool_choice");
    if (name == "auto") return {};
    if (name == "none") request->tool_choice = ToolChoice::kNone;
    if (name == "required") request->tool_choice = ToolChoice::kRequired;
    if (request->tool_choice != ToolChoice::kAuto) return {};
  } else if (const auto* object = choice->if_object()) {
    const json::object* const function = ObjectAt(*object, "function");
    if (function != nullptr && IsToolName(StringAt(*function, "name"))) {
      request->tool_choice = ToolChoice::kNamed;
      request->tool_name = StringAt(*function, "name");
      return {};
    }
  }
  return InvalidField("tool_choice",
                      "must be none, auto, required or name a function");
}

Result<void> ReadFormat(const json::object& body, ModelRequest* request) {
  const json::value* const given = body.if_contains("response_format");
  if (given == nullptr || given->is_null()) return {};
  const json::object* const format = given->if_object();
  if (format == nullptr) {
    return InvalidField("response_format", "must be an object with a type");
  }
  const std::string_view type = StringAt(*format, "type");
  if (type.empty() || type == "text") return {};
  if (type == "json_object") {
    request->json = true;
    return {};
  }
  const json::object* const named = ObjectAt(*format, "json_schema");
  const json::object* const schema =
      named != nullptr ? ObjectAt(*named, "schema") : nullptr;
  if (type != "json_schema" || schema == nullptr) {
    return InvalidField("response_format",
                        "must be text, json_object, or json_schema with a "
                        "schema");
  }
  request->json_schema = json::serialize(*schema);
  request->json_schema_name = StringAt(*named, "name");
  if (!request->json_schema_name.empty() &&
      !IsToolName(request->json_schema_name)) {
    return InvalidField("response_format.json_schema.name",
                        "must be 1 to 128 of letters, digits, _, - and .");
  }
  request->json_schema_strict = BoolAt(*named, "strict").value_or(false);
  return {};
}

Result<void> ReadStop(const json::object& body, ModelRequest* request) {
  const json::value* const stop = body.if_contains("stop");
  if (stop == nullptr || stop->is_null()) return {};
  const auto good = [](const json::value& value) {
    return value.is_string() && value.get_string().size() <= kMaxStopBytes;
  };
  const json::array* const all = stop->if_array();
  const bool texts = all != nullptr && all->size() <= kMaxStops &&
                     std::ranges::all_of(*all, good);
  if (!texts && !good(*stop)) {
    return InvalidField("stop",
                        "must be a text of at most 256 bytes, or 16 of them");
  }
  if (all == nullptr) request->stop.emplace_back(StringAt(body, "stop"));
  for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
    const json::string& text = (*all)[i].get_string();
    request->stop.emplace_back(text.data(), text.size());
  }
  return {};
}

Result<void> ReadThinking(const json::object& body, ModelRequest* request) {
  const json::value* const effort = body.if_contains("reasoning_effort");
  if (effort == nullptr || effort->is_null()) return {};
  const std::string_view name = StringAt(body, "reasoning_effort");
  constexpr std::array<std::pair<std::string_view, Thinking>, 7> kEfforts{{
      {"none", Thinking::kOff},
      {"minimal", Thinking::kLow},
      {"low", Thinking::kLow},
      {"medium", Thinking::kMedium},
      {"high", Thinking::kHigh},
      {"xhigh", Thinking::kHigh},
      {"max", Thinking::kHigh},
  }};
  for (const auto& [each, thinking] : kEfforts) {
    if (each != name) continue;
    request->thinking = thinking;
    return {};
  }
  return InvalidField("reasoning_effort",
                      "must be none, minimal, low, medium, high, xhigh or max");
}

Result<void> ReadNumbers(const FieldReader& fields, ModelRequest* request) {
  const std::pair<const char*, std::optional<double>*> signed_by_two[] = {
      {"presence_penalty", &request->presence_penalty},
      {"frequency_penalty", &request->frequency_penalty},
  };
  for (const auto& [key, value] : signed_by_two) {
    if (auto read = fields.Number(key, -2, 2, value); !read) return read;
  }
  if (auto read = fields.Number("temperature", 0, 2, &request->temperature);
      !read) {
    return read;
  }
  if (auto read = fields.Number("top_p", 0, 1, &request->top_p); !read) {
    return read;
  }
  for (const char* key : {"max_tokens", "max_completion_tokens"}) {
    auto read = fields.Count(key, 1, kMaxTokens, &request->max_tokens);
    if (!read) return read;
  }
  std::optional<int> choices;
  if (auto read = fields.Count("n", 1, 1, &choices); !read) return read;
  std::optional<int> top;
  if (auto read = fields.Count("top_logprobs", 0, 20, &top); !read) return read;
  request->top_logprobs = top.value_or(0);
  return fields.Whole("seed", &request->seed);
}

Result<void> ReadFlags(const FieldReader& fields, ChatCompletion* completion) {
  ModelRequest& request = completion->request;
  std::optional<bool> stream;
  std::optional<bool> logprobs;
  const std::pair<const char*, std::optional<bool>*> flags[] = {
      {"stream", &stream},
      {"logprobs", &logprobs},
      {"parallel_tool_calls", &request.parallel_tool_calls},
  };
  for (const auto& [key, value] : flags) {
    if (auto read = fields.Flag(key, value); !read) return read;
  }
  request.stream = stream.value_or(false);
  request.logprobs = logprobs.value_or(false);
  if (const auto* options = ObjectAt(fields.object(), "stream_options")) {
    completion->include_usage =
        BoolAt(*options, "include_usage").value_or(false);
  }
  return {};
}

Result<void> ReadMetadata(const json::object& body,
                          ChatCompletion* completion) {
  const json::object* const metadata = ObjectAt(body, "metadata");
  if (metadata == nullptr) return {};
  const std::string_view session_id = StringAt(*metadata, "aicc_session_id");
  if (session_id.size() > kMaxSessionIdBytes) {
    return InvalidField("metadata.aicc_session_id", "must be at most 64 bytes");
  }
  completion->session_id = session_id;
  const std::string_view task = StringAt(*metadata, "aicc_task");
  if (task.empty()) return {};
  if (std::ranges::find(kTasks, task) == std::end(kTasks)) {
    return InvalidField("metadata.aicc_task",
                        "must be a task of the configuration's routing");
  }
  completion->task = task;
  return {};
}

// What would change the answer, and is not done here.
Result<void> RefuseOld(const json::object& body) {
  const auto asks = [&](const char* key) {
    const json::value* const value = body.if_contains(key);
    return value != nullptr && !value->is_null();
  };
  if (asks("functions")) {
    return InvalidField("functions", "are not taken any more; use tools");
  }
  if (asks("audio")) return InvalidField("audio", "is not made here");
  return {};
}

void KeepTheRest(const json::object& body, ModelRequest* request) {
  json::object extra;
  for (const auto& [key, value] : body) {
    const std::string_view name(key.data(), key.size());
    if (std::ranges::find(kKnown, name) == kKnown.end()) extra[key] = value;
  }
  if (!extra.empty()) request->extra = json::serialize(extra);
}

}  // namespace

Result<ChatCompletion> ParseChatCompletion(std::string_view text) {
  const JsonObject given(text);
  if (given.get() == nullptr) {
    return InvalidField("body", "must be a JSON object in UTF-8");
  }
  const json::object& body = *given.get();
  ChatCompletion completion;
  ModelRequest& request = completion.request;
  completion.model = StringAt(body, "model");
  if (completion.model.empty()) {
    return InvalidField("model", "is required; GET /v1/models lists them");
  }
  if (const auto good = RefuseOld(body); !good) return Failure(good.error());
  auto messages = ReadMessages(body);
  if (!messages) return Failure(messages.error());
  request.messages = *std::move(messages);
  const ModelMessage& last = request.messages.back();
  request.prefill =
      last.role == ModelMessage::Role::kAssistant && last.tool_calls.empty();

  const FieldReader fields(body);
  using Reader = Result<void> (*)(const json::object&, ModelRequest*);
  for (const Reader read :
       {Reader(ReadTools), Reader(ReadToolChoice), Reader(ReadFormat),
        Reader(ReadStop), Reader(ReadThinking)}) {
    if (const auto good = read(body, &request); !good) {
      return Failure(good.error());
    }
  }
  if (const auto good = ReadNumbers(fields, &request); !good) {
    return Failure(good.error());
  }
  if (const auto good = ReadFlags(fields, &completion); !good) {
    return Failure(good.error());
  }
  if (const auto good = ReadMetadata(body, &completion); !good) {
    return Failure(good.error());
  }
  KeepTheRest(body, &request);
  return completion;
}

}  // namespace aicc::inference
