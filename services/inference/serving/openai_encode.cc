#include "services/inference/serving/openai_encode.h"

#include <algorithm>
#include <utility>

#include "services/inference/serving/json.h"
#include "services/inference/serving/json_text.h"
#include "services/inference/serving/wire.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Role = ModelMessage::Role;

// Of a request beside its texts.
constexpr std::size_t kFrameBytes = 1'024;
constexpr std::size_t kMessageBytes = 64;

std::string_view RoleName(const Profile& profile, Role role) {
  switch (role) {
    case Role::kSystem:
      return profile.system_role;
    case Role::kAssistant:
      return "assistant";
    case Role::kTool:
      return "tool";
    case Role::kUser:
      break;
  }
  return "user";
}

void AppendTextPart(std::string_view text, std::string* to) {
  JsonFields part(to);
  part.Add("type", "text");
  part.Add("text", text);
  part.End();
}

void AppendImagePart(const Image& image, std::string* to) {
  JsonFields part(to);
  part.Add("type", "image_url");
  JsonFields reference(part.Add("image_url"));
  reference.Add("url", image.url.empty() ? "data:" + image.media_type +
                                               ";base64," + image.data
                                         : image.url);
  if (!image.detail.empty()) reference.Add("detail", image.detail);
  reference.End();
  part.End();
}

void AppendContent(const ModelMessage& message, std::string* to) {
  *to += '[';
  std::string_view before;
  if (!message.text.empty()) {
    AppendTextPart(message.text, to);
    before = ",";
  }
  for (const ContentPart& part : message.parts) {
    *to += std::exchange(before, ",");
    if (part.image) {
      AppendImagePart(*part.image, to);
    } else {
      AppendTextPart(part.text, to);
    }
  }
  *to += ']';
}

void AppendCalls(const std::vector<ToolCall>& calls, std::string* to) {
  *to += '[';
  std::string_view before;
  for (const ToolCall& call : calls) {
    *to += std::exchange(before, ",");
    JsonFields fields(to);
    fields.Add("id", call.id);
    fields.Add("type", "function");
    JsonFields function(fields.Add("function"));
    function.Add("name", call.name);
    function.Add("arguments", call.arguments);
    function.End();
    fields.End();
  }
  *to += ']';
}

// `prefix`: the model is to go on with it.
void AppendMessage(const Profile& profile, const ModelMessage& message,
                   bool prefix, std::string* to) {
  JsonFields fields(to);
  fields.Add("role", RoleName(profile, message.role));
  if (message.text.empty() && message.parts.empty() &&
      !message.tool_calls.empty()) {
    *fields.Add("content") += "null";
  } else if (message.parts.empty()) {
    fields.Add("content", message.text);
  } else {
    AppendContent(message, fields.Add("content"));
  }
  if (!message.tool_calls.empty()) {
    AppendCalls(message.tool_calls, fields.Add("tool_calls"));
  }
  if (!message.tool_call_id.empty()) {
    fields.Add("tool_call_id", message.tool_call_id);
  }
  if (profile.echo_thoughts && !message.thoughts.empty()) {
    std::string thought;
    for (const Thought& each : message.thoughts) thought += each.text;
    fields.Add(profile.thought_field, thought);
  }
  if (prefix) fields.Add("prefix", true);
  fields.End();
}

// For a model without a system prompt, which has it before what the user says
// first.
std::vector<ModelMessage> WithoutSystem(
    const std::vector<ModelMessage>& messages) {
  std::string system;
  std::vector<ModelMessage> others;
  for (const ModelMessage& message : messages) {
    if (message.role != Role::kSystem) {
      others.push_back(message);
    } else {
      system += (system.empty() ? "" : "\n\n") + message.text;
    }
  }
  if (system.empty()) return others;
  const auto user = std::ranges::find(others, Role::kUser, &ModelMessage::role);
  if (user == others.end()) {
    others.insert(others.begin(), {Role::kUser, std::move(system)});
  } else if (user->parts.empty()) {
    user->text.insert(0, system + "\n\n");
  } else {
    std::string own = std::exchange(user->text, std::move(system));
    if (!own.empty()) {
      user->parts.insert(user->parts.begin(), {std::move(own), {}});
    }
  }
  return others;
}

void AppendMessages(const Profile& profile, const ModelRequest& request,
                    const std::vector<ModelMessage>& messages,
                    std::string* to) {
  const bool prefix = request.prefill && profile.prefill == Prefill::kPrefix;
  *to += '[';
  std::string_view before;
  for (const ModelMessage& message : messages) {
    *to += std::exchange(before, ",");
    AppendMessage(profile, message, prefix && &message == &messages.back(), to);
  }
  *to += ']';
}

void AppendTool(const ToolDefinition& tool, std::string* to) {
  JsonFields fields(to);
  fields.Add("type", "function");
  JsonFields function(fields.Add("function"));
  function.Add("name", tool.name);
  if (!tool.description.empty()) {
    function.Add("description", tool.description);
  }
  if (const auto schema = ParseJson(tool.parameters)) {
    *function.Add("parameters") += json::serialize(*schema);
  }
  if (tool.strict) function.Add("strict", *tool.strict);
  function.End();
  fields.End();
}

void AddTools(const Profile& profile, const ModelRequest& request,
              JsonFields* body) {
  if (request.tools.empty()) return;
  std::string* const to = body->Add("tools");
  *to += '[';
  std::string_view before;
  for (const ToolDefinition& tool : request.tools) {
    *to += std::exchange(before, ",");
    AppendTool(tool, to);
  }
  *to += ']';
  if (request.tool_choice == ToolChoice::kNone) {
    body->Add("tool_choice", "none");
  } else if (request.tool_choice == ToolChoice::kRequired) {
    body->Add("tool_choice", "required");
  } else if (request.tool_choice == ToolChoice::kNamed) {
    JsonFields choice(body->Add("tool_choice"));
    choice.Add("type", "function");
    JsonFields function(choice.Add("function"));
    function.Add("name", request.tool_name);
    function.End();
    choice.End();
  }
  if (request.parallel_tool_calls && profile.parallel_tools) {
    body->Add("parallel_tool_calls", *request.parallel_tool_calls);
  }
}

void AddFormat(const Profile& profile, const ModelRequest& request,
               JsonFields* body) {
  if (request.json_schema.empty() && !request.json) return;
  const auto schema = ParseJson(request.json_schema);
  if (!schema && !request.json) return;
  JsonFields format(body->Add("response_format"));
  if (!schema || !profile.json_schema) {
    format.Add("type", "json_object");
  } else {
    const std::string& name = request.json_schema_name;
    format.Add("type", "json_schema");
    JsonFields named(format.Add("json_schema"));
    named.Add("name", name.empty() ? "answer" : name);
    named.Add("strict", request.json_schema_strict);
    *named.Add("schema") += json::serialize(*schema);
    named.End();
  }
  format.End();
}

void AddThinking(const Profile& profile, const ModelRequest& request,
                 bool thinks, JsonFields* body) {
  const bool asked = request.thinking != Thinking::kDefault;
  switch (profile.thinking) {
    case ThinkingSwitch::kTemplate: {
      // vLLM before 0.14 wants the one, after it the other.
      JsonFields both(body->Add("chat_template_kwargs"));
      both.Add("enable_thinking", thinks);
      both.Add("thinking", thinks);
      both.End();
      break;
    }
    case ThinkingSwitch::kEffort:
      if (asked) body->Add("reasoning_effort", EffortName(request.thinking));
      break;
    case ThinkingSwitch::kType:
      if (asked || thinks != profile.thinks_by_default) {
        JsonFields type(body->Add("thinking"));
        type.Add("type", thinks ? "enabled" : "disabled");
        type.End();
      }
      break;
    case ThinkingSwitch::kEnable:
      if (asked) body->Add("enable_thinking", thinks);
      break;
    default:
      break;
  }
}

void AddStop(const std::vector<std::string>& stop, JsonFields* body) {
  if (stop.empty()) return;
  std::string* const to = body->Add("stop");
  *to += '[';
  std::string_view before;
  for (const std::string& each : stop) {
    *to += std::exchange(before, ",");
    AppendJsonString(each, to);
  }
  *to += ']';
}

void AddSampling(const Profile& profile, const ModelRequest& request,
                 const Sampling& sampling, JsonFields* body) {
  if (sampling.max_tokens) {
    body->Add(profile.max_tokens_field, *sampling.max_tokens);
  }
  const std::pair<const char*, const std::optional<double>*> numbers[] = {
      {"temperature", &sampling.temperature},
      {"top_p", &sampling.top_p},
      {"presence_penalty", &sampling.presence_penalty},
      {"frequency_penalty", &sampling.frequency_penalty},
  };
  for (const auto& [name, value] : numbers) {
    if (*value) body->Add(name, **value);
  }
  if (request.seed && profile.seed) body->Add("seed", *request.seed);
  AddStop(request.stop, body);
  if (request.logprobs && profile.logprobs) {
    body->Add("logprobs", true);
    if (request.top_logprobs > 0) {
      body->Add("top_logprobs", request.top_logprobs);
    }
  }
}

// What `body`, which has `names`, has not.
void AddExtra(const std::string& extra,
              const std::vector<std::string_view>& names, JsonFields* body) {
  const JsonObject given(extra);
  if (given.get() == nullptr) return;
  const std::vector<std::string_view> has = names;
  for (const auto& [key, value] : *given.get()) {
    const std::string_view name(key.data(), key.size());
    if (std::ranges::find(has, name) != has.end()) continue;
    *body->Add(name) += json::serialize(value);
  }
}

std::size_t RoomFor(const ModelRequest& request) {
  std::size_t bytes = kFrameBytes;
  for (const ModelMessage& message : request.messages) {
    bytes += message.text.size() + kMessageBytes;
  }
  return bytes;
}

}  // namespace

std::string EncodeOpenAi(const Endpoint& endpoint,
                         const ModelRequest& request) {
  const Profile& profile = endpoint.profile;
  const Sampling sampling = SamplingFor(endpoint, request);
  std::string text;
  text.reserve(RoomFor(request));
  std::vector<std::string_view> names;
  JsonFields body(&text, request.extra.empty() ? nullptr : &names);
  body.Add("model", endpoint.model);
  std::string* const to = body.Add("messages");
  if (profile.system_prompt) {
    AppendMessages(profile, request, request.messages, to);
  } else {
    AppendMessages(profile, request, WithoutSystem(request.messages), to);
  }
  if (request.stream) {
    body.Add("stream", true);
    JsonFields options(body.Add("stream_options"));
    options.Add("include_usage", true);
    options.End();
  }
  AddSampling(profile, request, sampling, &body);
  AddTools(profile, request, &body);
  AddFormat(profile, request, &body);
  AddThinking(profile, request, sampling.thinks, &body);
  if (request.prefill && profile.prefill == Prefill::kContinue) {
    body.Add("continue_final_message", true);
    body.Add("add_generation_prompt", false);
  }
  // What nobody has looked at must not leave the company.
  if (endpoint.internal && !request.extra.empty()) {
    AddExtra(request.extra, names, &body);
  }
  body.End();
  return text;
}

}  // namespace aicc::inference
