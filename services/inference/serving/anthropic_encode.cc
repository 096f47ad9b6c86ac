#include "services/inference/serving/anthropic_encode.h"

#include <utility>

#include "services/inference/serving/json.h"
#include "services/inference/serving/wire.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Role = ModelMessage::Role;

json::object TextBlock(std::string_view text) {
  return {{"type", "text"}, {"text", View(text)}};
}

json::object ImageBlock(const Image& image) {
  json::object source;
  if (image.url.empty()) {
    source = {{"type", "base64"},
              {"media_type", View(image.media_type)},
              {"data", View(image.data)}};
  } else {
    source = {{"type", "url"}, {"url", View(image.url)}};
  }
  return {{"type", "image"}, {"source", std::move(source)}};
}

void PutContent(const ModelMessage& message, json::array* blocks) {
  // An empty text is refused.
  if (!message.text.empty()) blocks->push_back(TextBlock(message.text));
  for (const ContentPart& part : message.parts) {
    if (part.image) {
      blocks->push_back(ImageBlock(*part.image));
    } else if (!part.text.empty()) {
      blocks->push_back(TextBlock(part.text));
    }
  }
}

// A thought without a signature is one of another maker's, which is refused.
void PutThoughts(const ModelMessage& message, json::array* blocks) {
  for (const Thought& thought : message.thoughts) {
    if (thought.redacted) {
      blocks->push_back(
          {{"type", "redacted_thinking"}, {"data", View(thought.text)}});
    } else if (!thought.signature.empty()) {
      blocks->push_back({{"type", "thinking"},
                         {"thinking", View(thought.text)},
                         {"signature", View(thought.signature)}});
    }
  }
}

json::array BlocksOf(const ModelMessage& message) {
  json::array blocks;
  if (message.role == Role::kTool) {
    json::array content;
    PutContent(message, &content);
    blocks.push_back({{"type", "tool_result"},
                      {"tool_use_id", View(message.tool_call_id)},
                      {"content", std::move(content)}});
    return blocks;
  }
  PutThoughts(message, &blocks);
  PutContent(message, &blocks);
  for (const ToolCall& call : message.tool_calls) {
    auto input = ParseJson(call.arguments);
    if (!input || !input->is_object()) input = json::object();
    blocks.push_back({{"type", "tool_use"},
                      {"id", View(call.id)},
                      {"name", View(call.name)},
                      {"input", *std::move(input)}});
  }
  return blocks;
}

// Turns alternate: all results of one turn's tools are one message.
json::array MessagesOf(const ModelRequest& request, std::string* system) {
  json::array messages;
  for (const ModelMessage& message : request.messages) {
    if (message.role == Role::kSystem) {
      *system += (system->empty() ? "" : "\n\n") + message.text;
      continue;
    }
    json::array blocks = BlocksOf(message);
    if (blocks.empty()) continue;
    const std::string_view role =
        message.role == Role::kAssistant ? "assistant" : "user";
    if (!messages.empty() &&
        StringAt(messages.back().get_object(), "role") == role) {
      json::array& before = messages.back().get_object()["content"].as_array();
      before.insert(before.end(), blocks.begin(), blocks.end());
    } else {
      messages.push_back(
          {{"role", View(role)}, {"content", std::move(blocks)}});
    }
  }
  return messages;
}

void PutTools(const ModelRequest& request, json::object* body) {
  if (request.tools.empty()) return;
  json::array tools;
  for (const ToolDefinition& tool : request.tools) {
    json::object object{{"name", View(tool.name)}};
    if (!tool.description.empty()) {
      object["description"] = View(tool.description);
    }
    auto schema = ParseJson(tool.parameters);
    if (!schema) schema = json::object{{"type", "object"}};
    object["input_schema"] = *std::move(schema);
    tools.push_back(std::move(object));
  }
  (*body)["tools"] = std::move(tools);
  json::object choice;
  switch (request.tool_choice) {
    case ToolChoice::kAuto:
      choice["type"] = "auto";
      break;
    case ToolChoice::kNone:
      choice["type"] = "none";
      break;
    case ToolChoice::kRequired:
      choice["type"] = "any";
      break;
    case ToolChoice::kNamed:
      choice = {{"type", "tool"}, {"name", View(request.tool_name)}};
      break;
  }
  const bool one_by_one = request.parallel_tool_calls == false;
  if (one_by_one && request.tool_choice != ToolChoice::kNone) {
    choice["disable_parallel_tool_use"] = true;
  }
  if (one_by_one || request.tool_choice != ToolChoice::kAuto) {
    (*body)["tool_choice"] = std::move(choice);
  }
}

// Thinking takes its part of what may be written.
void PutThinking(const Endpoint& endpoint, const ModelRequest& request,
                 bool thinks, int* max_tokens, json::object* body) {
  const ThinkingSwitch how = endpoint.profile.thinking;
  if (how == ThinkingSwitch::kBudget && thinks) {
    const int budget = ThinkingBudget(request.thinking, *max_tokens);
    if (*max_tokens <= budget) *max_tokens = budget + *max_tokens;
    (*body)["thinking"] = {{"type", "enabled"}, {"budget_tokens", budget}};
  } else if (how == ThinkingSwitch::kAdaptive) {
    (*body)["thinking"] = {{"type", thinks ? "adaptive" : "disabled"}};
  }
}

// Instructions for what has its own place on other wires.
json::object OutputConfig(const Endpoint& endpoint, const ModelRequest& request,
                          bool thinks) {
  json::object config;
  auto schema = ParseJson(request.json_schema);
  if (schema && endpoint.profile.json_schema) {
    config["format"] = {{"type", "json_schema"},
                        {"schema", *std::move(schema)}};
  }
  if (thinks && endpoint.profile.thinking == ThinkingSwitch::kAdaptive &&
      request.thinking != Thinking::kDefault) {
    config["effort"] = View(EffortName(request.thinking));
  }
  return config;
}

}  // namespace

std::string EncodeAnthropic(const Endpoint& endpoint,
                            const ModelRequest& request) {
  const Sampling sampling = SamplingFor(endpoint, request);
  std::string system;
  json::array messages = MessagesOf(request, &system);
  if (request.json) {
    system += system.empty() ? "" : "\n\n";
    system += "Answer with one JSON object and nothing else.";
  }
  // It answers nobody who has said nothing.
  if (messages.empty() && !system.empty()) {
    messages.push_back(
        {{"role", "user"}, {"content", View(std::exchange(system, {}))}});
  }
  json::object body{{"model", View(endpoint.model)},
                    {"messages", std::move(messages)}};
  if (!system.empty()) body["system"] = View(system);
  int max_tokens =
      sampling.max_tokens.value_or(endpoint.profile.max_output_tokens);
  PutThinking(endpoint, request, sampling.thinks, &max_tokens, &body);
  body["max_tokens"] = max_tokens;
  if (request.stream) body["stream"] = true;
  // It takes the one or the other, and while it thinks neither.
  if (sampling.temperature) {
    body["temperature"] = *sampling.temperature;
  } else if (sampling.top_p) {
    body["top_p"] = *sampling.top_p;
  }
  if (!request.stop.empty()) {
    json::array stop;
    for (const std::string& each : request.stop) stop.push_back(View(each));
    body["stop_sequences"] = std::move(stop);
  }
  PutTools(request, &body);
  json::object config = OutputConfig(endpoint, request, sampling.thinks);
  if (!config.empty()) body["output_config"] = std::move(config);
  return json::serialize(body);
}

}  // namespace aicc::inference
