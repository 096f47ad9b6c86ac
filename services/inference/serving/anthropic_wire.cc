#include <map>
#include <utility>

#include "services/inference/serving/anthropic_encode.h"
#include "services/inference/serving/json.h"
#include "services/inference/serving/wire.h"

// Anthropic's Messages. Source: github.com/anthropics/anthropic-sdk-python,
// src/anthropic/types.

namespace aicc::inference {
namespace {

namespace json = boost::json;
using Kind = ModelDelta::Kind;

std::optional<Finish> FinishOf(std::string_view reason, bool* broken) {
  if (reason.empty()) return std::nullopt;
  if (reason == "max_tokens" || reason == "model_context_window_exceeded") {
    return Finish::kLength;
  }
  if (reason == "tool_use") return Finish::kToolCalls;
  if (reason == "refusal") return Finish::kFiltered;
  // "pause_turn" is for tools that run at the server, which we offer none.
  *broken = reason != "end_turn" && reason != "stop_sequence";
  return Finish::kStop;
}

WireError ErrorFrom(const json::object& object) {
  WireError error;
  const json::object* const inner = ObjectAt(object, "error");
  if (inner == nullptr) return error;
  error.code = CodeOf(StringAt(*inner, "type"));
  error.message = StringAt(*inner, "message");
  error.spent =
      error.code == "billing_error" || error.message.contains("credit balance");
  return error;
}

class AnthropicReader final : public WireReader {
 public:
  bool ReadEvent(std::string_view data, WireUpdate* update) override {
    const JsonObject read(data);
    if (read.get() == nullptr) return false;
    const json::object& event = *read.get();
    const std::string_view type = StringAt(event, "type");
    if (type == "message_start") {
      if (const auto* message = ObjectAt(event, "message")) {
        update->model = StringAt(*message, "model");
        Count(*message, update);
      }
    } else if (type == "content_block_start") {
      if (const auto* block = ObjectAt(event, "content_block")) {
        BeginBlock(*block, IndexOf(event), update);
      }
    } else if (type == "content_block_delta") {
      if (const auto* delta = ObjectAt(event, "delta")) {
        ReadDelta(*delta, IndexOf(event), update);
      }
    } else if (type == "message_delta") {
      if (const auto* delta = ObjectAt(event, "delta")) {
        update->finish =
            FinishOf(StringAt(*delta, "stop_reason"), &update->broken);
      }
      Count(event, update);
    } else if (type == "message_stop") {
      update->done = true;
    } else if (type == "error") {
      update->error = ErrorFrom(event);
    }
    return true;  // Whatever is new is to be passed over.
  }

  bool ReadWhole(std::string_view body, WireUpdate* update) override {
    const JsonObject read(body);
    if (read.get() == nullptr) return false;
    const json::object& message = *read.get();
    update->done = true;
    if (StringAt(message, "type") == "error") {
      update->error = ErrorFrom(message);
      return true;
    }
    update->model = StringAt(message, "model");
    update->finish =
        FinishOf(StringAt(message, "stop_reason"), &update->broken);
    Count(message, update);
    if (const json::array* content = ArrayAt(message, "content")) {
      for (const json::value& block : *content) {
        if (block.is_object()) BeginBlock(block.get_object(), -1, update);
      }
    }
    return update->finish.has_value();
  }

 private:
  static int IndexOf(const json::object& event) {
    return CountAt(event, "index").value_or(-1);
  }

  // A block, of which a stream has only the beginning yet.
  void BeginBlock(const json::object& block, int index, WireUpdate* update) {
    const std::string_view type = StringAt(block, "type");
    auto& deltas = update->deltas;
    if (type == "text" && !StringAt(block, "text").empty()) {
      deltas.push_back({Kind::kText, std::string(StringAt(block, "text"))});
    } else if (type == "thinking") {
      deltas.push_back(
          {Kind::kThought, std::string(StringAt(block, "thinking"))});
      deltas.back().signature = StringAt(block, "signature");
    } else if (type == "redacted_thinking") {
      deltas.push_back({Kind::kThought, std::string(StringAt(block, "data"))});
      deltas.back().redacted = true;
    } else if (type == "tool_use") {
      call_of_[index] = calls_;
      deltas.push_back({Kind::kToolCall, {}, calls_++});
      deltas.back().id = StringAt(block, "id");
      deltas.back().name = StringAt(block, "name");
      const json::object* const input = ObjectAt(block, "input");
      if (input != nullptr && !input->empty()) {
        deltas.back().text = json::serialize(*input);
      }
    }
  }

  // Blocks may take turns, and not each that has JSON is a call of ours.
  void ReadDelta(const json::object& delta, int index, WireUpdate* update) {
    const std::string_view type = StringAt(delta, "type");
    auto& deltas = update->deltas;
    if (type == "text_delta") {
      deltas.push_back({Kind::kText, std::string(StringAt(delta, "text"))});
    } else if (type == "thinking_delta") {
      deltas.push_back(
          {Kind::kThought, std::string(StringAt(delta, "thinking"))});
    } else if (type == "signature_delta") {
      deltas.push_back({Kind::kThought, {}});
      deltas.back().signature = StringAt(delta, "signature");
    } else if (type == "input_json_delta" && call_of_.contains(index)) {
      deltas.push_back({Kind::kToolCall,
                        std::string(StringAt(delta, "partial_json")),
                        call_of_[index]});
    }
  }

  // Counts are of all so far, and an event has only some of them.
  void Count(const json::object& holder, WireUpdate* update) {
    const json::object* const counts = ObjectAt(holder, "usage");
    if (counts == nullptr) return;
    const auto cached = CountAt(*counts, "cache_read_input_tokens");
    const auto written = CountAt(*counts, "cache_creation_input_tokens");
    if (cached) usage_.cached_tokens = *cached;
    if (written) written_ = *written;
    if (const auto read = CountAt(*counts, "input_tokens")) read_ = *read;
    usage_.prompt_tokens = read_ + written_ + usage_.cached_tokens;
    usage_.completion_tokens =
        CountAt(*counts, "output_tokens").value_or(usage_.completion_tokens);
    update->usage = usage_;
  }

  Usage usage_;
  int read_ = 0;
  int written_ = 0;
  int calls_ = 0;
  std::map<int, int> call_of_;  // By the index of its block.
};

class Anthropic final : public Wire {
 public:
  WireRequest Encode(const Endpoint& endpoint,
                     const ModelRequest& request) const override {
    WireRequest wire{"/messages",
                     {{"anthropic-version", "2023-06-01"}},
                     EncodeAnthropic(endpoint, request)};
    if (!endpoint.api_key.empty()) {
      wire.headers.emplace_back("x-api-key", endpoint.api_key);
    }
    return wire;
  }

  std::unique_ptr<WireReader> NewReader() const override {
    return std::make_unique<AnthropicReader>();
  }

  WireError ReadError(std::string_view body) const override {
    const auto value = ParseJson(body);
    return value && value->is_object() ? ErrorFrom(value->get_object())
                                       : WireError{};
  }
};

}  // namespace

const Wire& AnthropicWire() {
  static const Anthropic wire;
  return wire;
}

}  // namespace aicc::inference
