#include "services/inference/domain/tokens.h"

#include <algorithm>

namespace aicc::inference {
namespace {

constexpr int kOfMessage = 4;
constexpr int kOfImage = 1'000;
constexpr std::size_t kMostOfMessage = 16;
constexpr std::size_t kMostOfImage = 4'000;
constexpr std::size_t kMostTokens = 50'000'000;

}  // namespace

int EstimateTokens(std::string_view text) {
  std::size_t ascii = 0;
  std::size_t others = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) ++ascii;
    if (byte >= 0xC0) ++others;  // The first byte of a character.
  }
  return static_cast<int>((ascii + 3) / 4 + others);
}

int EstimatePrompt(const ModelRequest& request) {
  int tokens = 0;
  for (const ModelMessage& message : request.messages) {
    tokens += kOfMessage + EstimateTokens(message.text);
    for (const ContentPart& part : message.parts) {
      tokens += part.image ? kOfImage : EstimateTokens(part.text);
    }
    for (const ToolCall& call : message.tool_calls) {
      tokens += EstimateTokens(call.name) + EstimateTokens(call.arguments);
    }
  }
  for (const ToolDefinition& tool : request.tools) {
    tokens += EstimateTokens(tool.name) + EstimateTokens(tool.description) +
              EstimateTokens(tool.parameters);
  }
  return tokens + EstimateTokens(request.json_schema);
}

int MostPrompt(const ModelRequest& request) {
  std::size_t bytes = request.json_schema.size();
  for (const ModelMessage& message : request.messages) {
    bytes += kMostOfMessage + message.text.size();
    for (const ContentPart& part : message.parts) {
      bytes += part.image ? kMostOfImage : part.text.size();
    }
    for (const ToolCall& call : message.tool_calls) {
      bytes += kMostOfMessage + call.id.size() + call.name.size() +
               call.arguments.size() + call.signature.size();
    }
    for (const Thought& thought : message.thoughts) {
      bytes += thought.text.size() + thought.signature.size();
    }
  }
  for (const std::string& stop : request.stop) bytes += stop.size();
  for (const ToolDefinition& tool : request.tools) {
    bytes += kMostOfMessage + tool.name.size() + tool.description.size() +
             tool.parameters.size();
  }
  return static_cast<int>(std::min<std::size_t>(bytes, kMostTokens));
}

}  // namespace aicc::inference
