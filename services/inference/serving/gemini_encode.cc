#include "services/inference/serving/gemini_encode.h"

#include <map>
#include <utility>

#include "services/inference/serving/json.h"
#include "services/inference/serving/wire.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Role = ModelMessage::Role;

json::object ImagePart(const Image& image) {
  if (!image.url.empty()) {
    return {{"fileData", {{"fileUri", View(image.url)}}}};
  }
  return {{"inlineData",
           {{"mimeType", View(image.media_type)}, {"data", View(image.data)}}}};
}

json::object CallPart(const ToolCall& call) {
  auto arguments = ParseJson(call.arguments);
  if (!arguments || !arguments->is_object()) arguments = json::object();
  json::object function{{"name", View(call.name)},
                        {"args", *std::move(arguments)}};
  if (!call.id.empty()) function["id"] = View(call.id);
  json::object part{{"functionCall", std::move(function)}};
  if (!call.signature.empty()) part["thoughtSignature"] = View(call.signature);
  return part;
}

// A result has the name of the tool, which on other wires only the call has.
using ToolNames = std::map<std::string_view, std::string_view>;  // By call.

ToolNames NamesOf(const ModelRequest& request) {
  ToolNames names;
  for (const ModelMessage& message : request.messages) {
    for (const ToolCall& call : message.tool_calls) {
      names.insert_or_assign(call.id, call.name);
    }
  }
  return names;
}

// It must be an object; a tool says what it wants.
json::object ResultPart(const ToolNames& names, const ModelMessage& message) {
  auto result = ParseJson(message.text);
  if (!result || !result->is_object()) {
    result = json::object{{"result", View(message.text)}};
  }
  const auto named = names.find(message.tool_call_id);
  json::object function{
      {"name",
       View(named != names.end() ? named->second : message.tool_call_id)},
      {"response", *std::move(result)}};
  if (!message.tool_call_id.empty()) {
    function["id"] = View(message.tool_call_id);
  }
  return {{"functionResponse", std::move(function)}};
}

json::array PartsOf(const ToolNames& names, const ModelMessage& message) {
  json::array parts;
  if (message.role == Role::kTool) {
    parts.push_back(ResultPart(names, message));
    return parts;
  }
  if (!message.text.empty()) parts.push_back({{"text", View(message.text)}});
  for (const ContentPart& part : message.parts) {
    if (part.image) {
      parts.push_back(ImagePart(*part.image));
    } else if (!part.text.empty()) {
      parts.push_back({{"text", View(part.text)}});
    }
  }
  for (const ToolCall& call : message.tool_calls) {
    parts.push_back(CallPart(call));
  }
  return parts;
}

json::array ContentsOf(const ModelRequest& request, std::string* system) {
  json::array contents;
  const ToolNames names = NamesOf(request);
  for (const ModelMessage& message : request.messages) {
    if (message.role == Role::kSystem) {
      *system += (system->empty() ? "" : "\n\n") + message.text;
      continue;
    }
    json::array parts = PartsOf(names, message);
    if (parts.empty()) continue;
    const std::string_view role =
        message.role == Role::kAssistant ? "model" : "user";
    if (!contents.empty() &&
        StringAt(contents.back().get_object(), "role") == role) {
      json::array& before = contents.back().get_object()["parts"].as_array();
      before.insert(before.end(), parts.begin(), parts.end());
    } else {
      contents.push_back({{"role", View(role)}, {"parts", std::move(parts)}});
    }
  }
  return contents;
}

void PutTools(const ModelRequest& request, json::object* body) {
  if (request.tools.empty()) return;
  json::array functions;
  for (const ToolDefinition& tool : request.tools) {
    json::object function{{"name", View(tool.name)}};
    if (!tool.description.empty()) {
      function["description"] = View(tool.description);
    }
    if (auto schema = ParseJson(tool.parameters)) {
      function["parametersJsonSchema"] = *std::move(schema);
    }
    functions.push_back(std::move(function));
  }
  (*body)["tools"] = {{{"functionDeclarations", std::move(functions)}}};
  json::object config;
  switch (request.tool_choice) {
    case ToolChoice::kAuto:
      return;
    case ToolChoice::kNone:
      config["mode"] = "NONE";
      break;
    case ToolChoice::kRequired:
      config["mode"] = "ANY";
      break;
    case ToolChoice::kNamed:
      config = {{"mode", "ANY"},
                {"allowedFunctionNames", {View(request.tool_name)}}};
      break;
  }
  (*body)["toolConfig"] = {{"functionCallingConfig", std::move(config)}};
}

// Thoughts are asked for, so that they are seen to come; none is shown.
void PutThinking(const Profile& profile, const ModelRequest& request,
                 const Sampling& sampling, json::object* config) {
  json::object thinking;
  if (profile.thinking == ThinkingSwitch::kThinkingBudget) {
    if (request.thinking == Thinking::kOff) thinking["thinkingBudget"] = 0;
    if (sampling.thinks && request.thinking != Thinking::kDefault) {
      thinking["thinkingBudget"] = ThinkingBudget(
          request.thinking,
          sampling.max_tokens.value_or(profile.max_output_tokens));
    }
  } else if (profile.thinking == ThinkingSwitch::kThinkingLevel) {
    if (request.thinking == Thinking::kOff)
      thinking["thinkingLevel"] = "MINIMAL";
    if (request.thinking == Thinking::kLow) thinking["thinkingLevel"] = "LOW";
    if (request.thinking == Thinking::kMedium) {
      thinking["thinkingLevel"] = "MEDIUM";
    }
    if (request.thinking == Thinking::kHigh) thinking["thinkingLevel"] = "HIGH";
  } else {
    return;
  }
  if (sampling.thinks) thinking["includeThoughts"] = true;
  if (!thinking.empty()) (*config)["thinkingConfig"] = std::move(thinking);
}

void PutSampling(const ModelRequest& request, const Sampling& sampling,
                 const Profile& profile, json::object* config) {
  if (sampling.max_tokens) (*config)["maxOutputTokens"] = *sampling.max_tokens;
  if (sampling.temperature) (*config)["temperature"] = *sampling.temperature;
  if (sampling.top_p) (*config)["topP"] = *sampling.top_p;
  if (sampling.presence_penalty) {
    (*config)["presencePenalty"] = *sampling.presence_penalty;
  }
  if (sampling.frequency_penalty) {
    (*config)["frequencyPenalty"] = *sampling.frequency_penalty;
  }
  if (request.seed && profile.seed) (*config)["seed"] = *request.seed;
  if (!request.stop.empty()) {
    json::array stop;
    for (const std::string& each : request.stop) stop.push_back(View(each));
    (*config)["stopSequences"] = std::move(stop);
  }
  if (request.logprobs && profile.logprobs) {
    (*config)["responseLogprobs"] = true;
    if (request.top_logprobs > 0) (*config)["logprobs"] = request.top_logprobs;
  }
}

}  // namespace

std::string EncodeGemini(const Endpoint& endpoint,
                         const ModelRequest& request) {
  const Sampling sampling = SamplingFor(endpoint, request);
  std::string system;
  json::array contents = ContentsOf(request, &system);
  // It answers nobody who has said nothing.
  if (contents.empty() && !system.empty()) {
    contents.push_back(
        {{"role", "user"},
         {"parts", {{{"text", View(std::exchange(system, {}))}}}}});
  }
  json::object body{{"contents", std::move(contents)}};
  if (!system.empty()) {
    body["systemInstruction"] = {{"parts", {{{"text", View(system)}}}}};
  }
  json::object config;
  PutSampling(request, sampling, endpoint.profile, &config);
  auto schema = ParseJson(request.json_schema);
  if (schema || request.json) config["responseMimeType"] = "application/json";
  if (schema && endpoint.profile.json_schema) {
    config["responseJsonSchema"] = *std::move(schema);
  }
  PutThinking(endpoint.profile, request, sampling, &config);
  if (!config.empty()) body["generationConfig"] = std::move(config);
  PutTools(request, &body);
  return json::serialize(body);
}

}  // namespace aicc::inference
