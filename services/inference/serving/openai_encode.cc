#include "services/inference/serving/openai_encode.h"

#include <utility>

#include "services/inference/serving/json.h"
#include "services/inference/serving/wire.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Role = ModelMessage::Role;

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

json::object TextPart(std::string_view text) {
  return {{"type", "text"}, {"text", View(text)}};
}

json::object ImagePart(const Image& image) {
  const std::string url =
      image.url.empty() ? "data:" + image.media_type + ";base64," + image.data
                        : image.url;
  json::object reference{{"url", View(url)}};
  if (!image.detail.empty()) reference["detail"] = View(image.detail);
  return {{"type", "image_url"}, {"image_url", std::move(reference)}};
}

json::array ContentOf(const ModelMessage& message) {
  json::array parts;
  if (!message.text.empty()) parts.push_back(TextPart(message.text));
  for (const ContentPart& part : message.parts) {
    parts.push_back(part.image ? ImagePart(*part.image) : TextPart(part.text));
  }
  return parts;
}

json::array CallsOf(const ModelMessage& message) {
  json::array calls;
  for (const ToolCall& call : message.tool_calls) {
    calls.push_back(
        {{"id", View(call.id)},
         {"type", "function"},
         {"function",
          {{"name", View(call.name)}, {"arguments", View(call.arguments)}}}});
  }
  return calls;
}

json::object MessageOf(const Profile& profile, const ModelMessage& message,
                       const json::storage_ptr& storage) {
  json::object object(storage);
  object["role"] = View(RoleName(profile, message.role));
  if (message.text.empty() && message.parts.empty() &&
      !message.tool_calls.empty()) {
    object["content"] = nullptr;
  } else if (message.parts.empty()) {
    object["content"] = View(message.text);
  } else {
    object["content"] = ContentOf(message);
  }
  if (!message.tool_calls.empty()) object["tool_calls"] = CallsOf(message);
  if (!message.tool_call_id.empty()) {
    object["tool_call_id"] = View(message.tool_call_id);
  }
  if (profile.echo_thoughts && !message.thoughts.empty()) {
    std::string thought;
    for (const Thought& each : message.thoughts) thought += each.text;
    object[View(profile.thought_field)] = View(thought);
  }
  return object;
}

// A model without a system prompt has it before what the user says first.
void FoldSystem(json::array* messages, std::string system) {
  for (json::value& each : *messages) {
    json::object& message = each.get_object();
    if (StringAt(message, "role") != "user") continue;
    if (json::array* parts = message["content"].if_array()) {
      parts->insert(parts->begin(), json::value(TextPart(system)));
    } else {
      system += "\n\n";
      system += StringAt(message, "content");
      message["content"] = View(system);
    }
    return;
  }
  messages->insert(messages->begin(),
                   json::value{{"role", "user"}, {"content", View(system)}});
}

json::array MessagesOf(const Profile& profile, const ModelRequest& request,
                       const json::storage_ptr& storage) {
  json::array messages(storage);
  std::string system;
  for (const ModelMessage& message : request.messages) {
    if (message.role == Role::kSystem && !profile.system_prompt) {
      system += (system.empty() ? "" : "\n\n") + message.text;
    } else {
      messages.push_back(MessageOf(profile, message, storage));
    }
  }
  if (!system.empty()) FoldSystem(&messages, std::move(system));
  if (request.prefill && profile.prefill == Prefill::kPrefix) {
    messages.back().get_object()["prefix"] = true;
  }
  return messages;
}

void PutTools(const Profile& profile, const ModelRequest& request,
              json::object* body) {
  if (request.tools.empty()) return;
  json::array tools;
  for (const ToolDefinition& tool : request.tools) {
    json::object function{{"name", View(tool.name)}};
    if (!tool.description.empty()) {
      function["description"] = View(tool.description);
    }
    if (auto schema = ParseJson(tool.parameters)) {
      function["parameters"] = *std::move(schema);
    }
    if (tool.strict) function["strict"] = *tool.strict;
    tools.push_back({{"type", "function"}, {"function", std::move(function)}});
  }
  (*body)["tools"] = std::move(tools);
  if (request.tool_choice == ToolChoice::kNone) {
    (*body)["tool_choice"] = "none";
  } else if (request.tool_choice == ToolChoice::kRequired) {
    (*body)["tool_choice"] = "required";
  } else if (request.tool_choice == ToolChoice::kNamed) {
    (*body)["tool_choice"] = {
        {"type", "function"},
        {"function", {{"name", View(request.tool_name)}}}};
  }
  if (request.parallel_tool_calls && profile.parallel_tools) {
    (*body)["parallel_tool_calls"] = *request.parallel_tool_calls;
  }
}

void PutFormat(const Profile& profile, const ModelRequest& request,
               json::object* body) {
  auto schema = ParseJson(request.json_schema);
  if (schema && profile.json_schema) {
    const std::string& name = request.json_schema_name;
    (*body)["response_format"] = {
        {"type", "json_schema"},
        {"json_schema",
         {{"name", View(name.empty() ? "answer" : name)},
          {"strict", request.json_schema_strict},
          {"schema", *std::move(schema)}}}};
  } else if (schema || request.json) {
    (*body)["response_format"] = {{"type", "json_object"}};
  }
}

void PutThinking(const Profile& profile, const ModelRequest& request,
                 bool thinks, json::object* body) {
  const bool asked = request.thinking != Thinking::kDefault;
  switch (profile.thinking) {
    case ThinkingSwitch::kTemplate:
      // vLLM before 0.14 wants the one, after it the other.
      (*body)["chat_template_kwargs"] = {{"enable_thinking", thinks},
                                         {"thinking", thinks}};
      break;
    case ThinkingSwitch::kEffort:
      if (asked)
        (*body)["reasoning_effort"] = View(EffortName(request.thinking));
      break;
    case ThinkingSwitch::kType:
      if (asked || thinks != profile.thinks_by_default) {
        (*body)["thinking"] = {{"type", thinks ? "enabled" : "disabled"}};
      }
      break;
    case ThinkingSwitch::kEnable:
      if (asked) (*body)["enable_thinking"] = thinks;
      break;
    default:
      break;
  }
}

void PutSampling(const Profile& profile, const ModelRequest& request,
                 const Sampling& sampling, json::object* body) {
  if (sampling.max_tokens) {
    (*body)[View(profile.max_tokens_field)] = *sampling.max_tokens;
  }
  const std::pair<const char*, const std::optional<double>*> numbers[] = {
      {"temperature", &sampling.temperature},
      {"top_p", &sampling.top_p},
      {"presence_penalty", &sampling.presence_penalty},
      {"frequency_penalty", &sampling.frequency_penalty},
  };
  for (const auto& [name, value] : numbers) {
    if (*value) (*body)[name] = **value;
  }
  if (request.seed && profile.seed) (*body)["seed"] = *request.seed;
  if (!request.stop.empty()) {
    json::array stop;
    for (const std::string& each : request.stop) stop.push_back(View(each));
    (*body)["stop"] = std::move(stop);
  }
  if (request.logprobs && profile.logprobs) {
    (*body)["logprobs"] = true;
    if (request.top_logprobs > 0) {
      (*body)["top_logprobs"] = request.top_logprobs;
    }
  }
}

void PutExtra(const ModelRequest& request, json::object* body) {
  if (request.extra.empty()) return;
  const auto extra = ParseJson(request.extra);
  if (!extra || !extra->is_object()) return;
  for (const auto& [key, value] : extra->get_object()) {
    if (!body->contains(key)) (*body)[key] = value;
  }
}

}  // namespace

std::string EncodeOpenAi(const Endpoint& endpoint,
                         const ModelRequest& request) {
  const Profile& profile = endpoint.profile;
  const Sampling sampling = SamplingFor(endpoint, request);
  // All parts of it side by side: it is gone once it is written.
  unsigned char first[8'192];
  json::monotonic_resource arena(first);
  json::object body(&arena);
  body["model"] = View(endpoint.model);
  body["messages"] = MessagesOf(profile, request, &arena);
  if (request.stream) {
    body["stream"] = true;
    body["stream_options"] = {{"include_usage", true}};
  }
  PutSampling(profile, request, sampling, &body);
  PutTools(profile, request, &body);
  PutFormat(profile, request, &body);
  PutThinking(profile, request, sampling.thinks, &body);
  if (request.prefill && profile.prefill == Prefill::kContinue) {
    body["continue_final_message"] = true;
    body["add_generation_prompt"] = false;
  }
  // What nobody has looked at must not leave the company.
  if (endpoint.internal) PutExtra(request, &body);
  return json::serialize(body);
}

}  // namespace aicc::inference
