#include "services/inference/openai/chat_answer.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include "services/inference/serving/json_text.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;

// JSON has no infinite numbers; OpenAI's least log-probability is this one.
void AppendNumber(double number, std::string* json) {
  if (!std::isfinite(number)) number = -9'999;
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", number);
  *json += text;
}

void AppendHead(const AnswerHead& head, std::string_view object,
                std::string* json) {
  *json += R"({"id":)";
  AppendJsonString(head.id, json);
  json->append(R"(,"object":")").append(object);
  json->append(R"(","created":)").append(std::to_string(head.created));
  *json += R"(,"model":)";
  AppendJsonString(head.model, json);
}

void AppendToken(const TokenLogProb& token, std::string* json) {
  *json += R"("token":)";
  AppendJsonString(token.token, json);
  *json += R"(,"logprob":)";
  AppendNumber(token.logprob, json);
  *json += R"(,"bytes":null)";
}

void AppendLogProbs(const std::vector<TokenLogProb>& tokens,
                    std::string* json) {
  *json += R"("logprobs":)";
  if (tokens.empty()) {
    *json += "null";
    return;
  }
  *json += R"({"content":[)";
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    *json += i == 0 ? "{" : ",{";
    AppendToken(tokens[i], json);
    *json += R"(,"top_logprobs":[)";
    for (std::size_t j = 0; j < tokens[i].top.size(); ++j) {
      *json += j == 0 ? "{" : ",{";
      AppendToken(tokens[i].top[j], json);
      *json += "}";
    }
    *json += "]}";
  }
  *json += R"(],"refusal":null})";
}

void AppendUsage(const Usage& usage, std::string* json) {
  const auto field = [&](std::string_view name, int value) {
    json->append(name).append(std::to_string(value));
  };
  field(R"("usage":{"prompt_tokens":)", usage.prompt_tokens);
  field(R"(,"completion_tokens":)", usage.completion_tokens);
  field(R"(,"total_tokens":)", usage.prompt_tokens + usage.completion_tokens);
  field(R"(,"prompt_tokens_details":{"cached_tokens":)", usage.cached_tokens);
  field(R"(},"completion_tokens_details":{"reasoning_tokens":)",
        usage.reasoning_tokens);
  *json += "}}";
}

std::string_view FinishName(Finish finish) {
  switch (finish) {
    case Finish::kToolCalls:
      return "tool_calls";
    case Finish::kLength:
      return "length";
    case Finish::kFiltered:
      return "content_filter";
    case Finish::kStop:
    case Finish::kLeft:
      break;
  }
  return "stop";
}

void AppendCallDelta(const ModelDelta& delta, std::string* json) {
  *json += R"("tool_calls":[{"index":)" + std::to_string(delta.index);
  if (!delta.id.empty()) {
    *json += R"(,"id":)";
    AppendJsonString(delta.id, json);
  }
  if (!delta.name.empty()) *json += R"(,"type":"function")";
  *json += R"(,"function":{)";
  if (!delta.name.empty()) {
    *json += R"("name":)";
    AppendJsonString(delta.name, json);
    *json += ",";
  }
  *json += R"("arguments":)";
  AppendJsonString(delta.text, json);
  *json += "}}]";
}

void AppendEvent(const AnswerHead& head, const std::string& delta,
                 const std::vector<TokenLogProb>& logprobs,
                 std::string_view finish, std::string* events) {
  *events += "data: ";
  AppendHead(head, "chat.completion.chunk", events);
  *events += R"(,"choices":[{"index":0,"delta":{)" + delta + "},";
  if (!logprobs.empty()) {
    AppendLogProbs(logprobs, events);
    *events += ",";
  }
  *events += R"("finish_reason":)";
  if (finish.empty()) {
    *events += "null";
  } else {
    AppendJsonString(finish, events);
  }
  *events += "}]}\n\n";
}

}  // namespace

std::string ChunkEvents(const AnswerHead& head,
                        const std::vector<ModelDelta>& deltas, bool first) {
  std::string events;
  for (const ModelDelta& delta : deltas) {
    if (delta.kind == Kind::kThought) continue;
    if (delta.kind == Kind::kText && delta.text.empty() &&
        delta.logprobs.empty()) {
      continue;
    }
    if (std::exchange(first, false)) {
      AppendEvent(head, R"("role":"assistant","content":"")", {}, {}, &events);
    }
    std::string json;
    if (delta.kind == Kind::kText || delta.kind == Kind::kRefusal) {
      json = delta.kind == Kind::kText ? R"("content":)" : R"("refusal":)";
      AppendJsonString(delta.text, &json);
    } else {
      AppendCallDelta(delta, &json);
    }
    AppendEvent(head, json, delta.logprobs, {}, &events);
  }
  return events;
}

std::string FinishEvent(const AnswerHead& head, Finish finish) {
  std::string event;
  AppendEvent(head, {}, {}, FinishName(finish), &event);
  return event;
}

std::string ExplanationEvent(const AnswerHead& head,
                             const std::string& explanation) {
  std::string event = "data: ";
  AppendHead(head, "chat.completion.chunk", &event);
  return event + R"(,"choices":[],"aicc":)" + explanation + "}\n\n";
}

std::string UsageEvent(const AnswerHead& head, const Usage& usage) {
  std::string event = "data: ";
  AppendHead(head, "chat.completion.chunk", &event);
  event += R"(,"choices":[],)";
  AppendUsage(usage, &event);
  return event + "}\n\n";
}

void WholeAnswer::Take(std::vector<ModelDelta> deltas) {
  for (ModelDelta& delta : deltas) {
    if (delta.kind == Kind::kText) {
      text_ += delta.text;
      for (TokenLogProb& token : delta.logprobs) {
        logprobs_.push_back(std::move(token));
      }
    } else if (delta.kind == Kind::kRefusal) {
      refusal_ += delta.text;
    } else if (delta.kind == Kind::kToolCall) {
      ToolCall& call = calls_[delta.index];
      if (!delta.id.empty()) call.id = std::move(delta.id);
      if (!delta.name.empty()) call.name = std::move(delta.name);
      call.arguments += delta.text;
    }
  }
}

std::string WholeAnswer::ToJson(const AnswerHead& head, const ModelReply& reply,
                                const std::string& explanation) const {
  std::string json;
  json.reserve(512 + text_.size() + text_.size() / 8);
  AppendHead(head, "chat.completion", &json);
  json += R"(,"choices":[{"index":0,"message":{"role":"assistant","content":)";
  if (text_.empty() && (!calls_.empty() || !refusal_.empty())) {
    json += "null";
  } else {
    AppendJsonString(text_, &json);
  }
  json += R"(,"refusal":)";
  if (refusal_.empty()) {
    json += "null";
  } else {
    AppendJsonString(refusal_, &json);
  }
  if (!calls_.empty()) {
    std::string_view before = R"(,"tool_calls":[)";
    for (const auto& [index, call] : calls_) {
      json += std::exchange(before, ",");
      json += R"({"id":)";
      AppendJsonString(call.id, &json);
      json += R"(,"type":"function","function":{"name":)";
      AppendJsonString(call.name, &json);
      json += R"(,"arguments":)";
      AppendJsonString(call.arguments, &json);
      json += "}}";
    }
    json += "]";
  }
  json += "},";
  AppendLogProbs(logprobs_, &json);
  json.append(R"(,"finish_reason":")").append(FinishName(reply.finish));
  json += R"("}],)";
  AppendUsage(reply.usage, &json);
  if (!explanation.empty()) json += R"(,"aicc":)" + explanation;
  return json + "}";
}

}  // namespace aicc::inference
