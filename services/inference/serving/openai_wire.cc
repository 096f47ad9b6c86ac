#include "services/inference/serving/openai_wire.h"

#include <algorithm>
#include <boost/json.hpp>

namespace aicc::inference {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxCodeBytes = 64;
// A chunk nests a handful deep; hostile ones nest until the stack ends.
constexpr std::size_t kMaxDepth = 32;

json::value Parse(std::string_view text, bool* ok) {
  json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code error;
  json::value value =
      json::parse({text.data(), text.size()}, error, {}, options);
  *ok = !error;
  return value;
}

const json::object* ObjectAt(const json::object& object, const char* key) {
  const json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

std::string_view StringAt(const json::object& object, const char* key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  const json::string& text = value->get_string();
  return {text.data(), text.size()};
}

std::optional<int> CountAt(const json::object& object, const char* key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  boost::system::error_code error;
  const auto count = value->to_number<int>(error);
  if (error || count < 0) return std::nullopt;
  return count;
}

std::string_view RoleName(ModelMessage::Role role) {
  switch (role) {
    case ModelMessage::Role::kSystem:
      return "system";
    case ModelMessage::Role::kUser:
      return "user";
    case ModelMessage::Role::kAssistant:
      break;
  }
  return "assistant";
}

json::string ToJson(std::string_view text) {
  return json::string(text.data(), text.size());
}

std::optional<Finish> FinishOf(std::string_view reason) {
  if (reason.empty()) return std::nullopt;
  if (reason == "stop") return Finish::kStop;
  if (reason == "length") return Finish::kLength;
  // No tools were offered, so a call of one is no answer either.
  return Finish::kFiltered;
}

// A code that machines made, or nothing.
std::string CodeOf(std::string_view code) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  if (code.size() > kMaxCodeBytes || !std::ranges::all_of(code, plain)) {
    return {};
  }
  return std::string(code);
}

std::string CodeOf(const json::value& error) {
  if (!error.is_object()) return {};
  const std::string code = CodeOf(StringAt(error.get_object(), "code"));
  return code.empty() ? CodeOf(StringAt(error.get_object(), "type")) : code;
}

void ReadChoice(const json::object& choice, ChatChunk* chunk) {
  chunk->finish = FinishOf(StringAt(choice, "finish_reason"));
  const json::object* const delta = ObjectAt(choice, "delta");
  if (delta == nullptr) return;
  chunk->text = StringAt(*delta, "content");
  chunk->reasoning = !StringAt(*delta, "reasoning_content").empty() ||
                     !StringAt(*delta, "reasoning").empty();
  if (!StringAt(*delta, "refusal").empty()) chunk->finish = Finish::kFiltered;
}

}  // namespace

std::string EncodeChat(const Endpoint& endpoint, const ModelRequest& request) {
  json::array messages;
  for (const ModelMessage& message : request.messages) {
    messages.push_back(json::object{{"role", ToJson(RoleName(message.role))},
                                    {"content", ToJson(message.text)}});
  }
  json::object body{{"model", ToJson(endpoint.model)},
                    {"messages", std::move(messages)},
                    {"stream", true},
                    {"stream_options", {{"include_usage", true}}}};
  body[endpoint.max_tokens_field] = endpoint.max_tokens;
  if (endpoint.temperature) body["temperature"] = *endpoint.temperature;
  if (!request.json_schema.empty()) {
    bool ok = false;
    json::value schema = Parse(request.json_schema, &ok);
    body["response_format"] = json::object{
        {"type", "json_schema"},
        {"json_schema",
         json::object{{"name", "answer"},
                      {"strict", true},
                      {"schema", ok ? std::move(schema) : json::object()}}}};
  }
  return json::serialize(body);
}

std::optional<ChatChunk> DecodeChunk(std::string_view data) {
  bool ok = false;
  const json::value value = Parse(data, &ok);
  if (!ok || !value.is_object()) return std::nullopt;
  const json::object& object = value.get_object();
  ChatChunk chunk;
  const json::value* const error = object.if_contains("error");
  if (error != nullptr && !error->is_null()) {
    chunk.error = CodeOf(*error);
    return chunk;
  }
  if (const json::object* usage = ObjectAt(object, "usage")) {
    chunk.prompt_tokens = CountAt(*usage, "prompt_tokens");
    chunk.completion_tokens = CountAt(*usage, "completion_tokens");
  }
  const json::value* const choices = object.if_contains("choices");
  if (choices != nullptr && choices->is_array() &&
      !choices->get_array().empty() && choices->get_array()[0].is_object()) {
    ReadChoice(choices->get_array()[0].get_object(), &chunk);
  }
  return chunk;
}

std::string DecodeErrorCode(std::string_view body) {
  bool ok = false;
  const json::value value = Parse(body, &ok);
  if (!ok || !value.is_object()) return {};
  const json::value* const error = value.get_object().if_contains("error");
  return CodeOf(error != nullptr ? *error : value);
}

bool IsJson(std::string_view text) {
  bool ok = false;
  const json::value value = Parse(text, &ok);
  return ok;
}

}  // namespace aicc::inference
