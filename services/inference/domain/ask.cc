#include "services/inference/domain/ask.h"

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "services/inference/domain/masking.h"
#include "services/inference/domain/transcript_lines.h"
#include "services/inference/domain/unmasker.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;

// A placeholder for what is no text in JSON, such as a number, becomes one.
std::string AsJson(std::string hidden) {
  std::string json;
  bool in_string = false;
  bool escaped = false;
  bool quoted = false;  // By us.
  for (const char c : hidden) {
    if (!in_string && c == '<') {
      json += '"';
      quoted = true;
    }
    json += c;
    if (quoted && c == '>') {
      json += '"';
      quoted = false;
    }
    if (c == '"' && !escaped && !quoted) in_string = !in_string;
    escaped = in_string && c == '\\' && !escaped;
  }
  return json;
}

// The texts of a request in the order in which they were said, so that values
// that go on from one to the next are seen, and a way back for each.
class Texts {
 public:
  explicit Texts(ModelRequest* request) {
    for (ModelMessage& message : request->messages) {
      const int role = static_cast<int>(message.role);
      Add(&message.text, role, message.trusted);
      for (ContentPart& part : message.parts) {
        Add(&part.text, role, message.trusted);
      }
      for (ToolCall& call : message.tool_calls) {
        calls_.push_back(&call.arguments);
      }
    }
  }

  void HideWith(Mask& mask) {
    std::vector<std::string> hidden = mask.Hide(said_);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      Place& place = places_[i];
      for (const std::string_view label : place.labels) {
        place.hidden.append(label).append(hidden[place.first++]);
      }
    }
    for (Place& place : places_) *place.text = std::move(place.hidden);
    for (std::string* arguments : calls_) {
      *arguments = AsJson(mask.Hide(*arguments));
    }
  }

 private:
  // A text, and where its lines are in said_.
  struct Place {
    std::string* text;
    std::size_t first;
    std::vector<std::string> labels;  // Of its lines.
    std::string hidden = {};
  };

  void Add(std::string* text, int role, bool trusted) {
    if (text->empty()) return;
    Place place{text, said_.size(), {}};
    const auto lines =
        trusted ? std::vector<TranscriptLine>() : TranscriptLines(*text);
    for (const TranscriptLine& line : lines) {
      place.labels.emplace_back(line.label);
      said_.push_back({line.text, SpeakerOf(line.label)});
    }
    if (lines.empty()) {
      place.labels.emplace_back();
      said_.push_back({*text, role, trusted});
    }
    places_.push_back(std::move(place));
  }

  // The same for all lines of one speaker; no role of a message.
  static int SpeakerOf(std::string_view label) {
    const std::size_t begin = label.find_last_of("]\n");
    if (begin != label.npos) label.remove_prefix(begin + 1);
    while (label.starts_with(' ')) label.remove_prefix(1);
    return 100 +
           static_cast<int>(std::hash<std::string_view>()(label) % 10'000);
  }

  std::vector<Utterance> said_;
  std::vector<Place> places_;
  std::vector<std::string*> calls_;
};

// Puts back what was masked: in the text, and in the arguments of each call.
class Restoring {
 public:
  Restoring(const Mask& mask, bool json, const DeltaSink& sink)
      : mask_(mask),
        text_(mask, json ? Unmasker::Format::kJson : Unmasker::Format::kText),
        sink_(sink) {}

  Task<bool> Take(std::vector<ModelDelta> deltas) {
    for (ModelDelta& delta : deltas) {
      if (delta.kind == Kind::kThought) continue;
      delta.text = UnmaskerFor(delta).Feed(delta.text);
    }
    return sink_(std::move(deltas));
  }

  // What is still held back.
  std::vector<ModelDelta> Rest() {
    std::vector<ModelDelta> deltas;
    if (auto text = text_.Finish(); !text.empty()) {
      deltas.push_back({Kind::kText, std::move(text)});
    }
    for (auto& [index, unmasker] : calls_) {
      auto text = unmasker.Finish();
      if (text.empty()) continue;
      deltas.push_back({Kind::kToolCall, std::move(text), index});
    }
    return deltas;
  }

 private:
  Unmasker& UnmaskerFor(const ModelDelta& delta) {
    if (delta.kind == Kind::kText) return text_;
    return calls_.try_emplace(delta.index, mask_, Unmasker::Format::kJson)
        .first->second;
  }

  const Mask& mask_;
  Unmasker text_;
  std::map<int, Unmasker> calls_;  // By index.
  const DeltaSink& sink_;
};

Task<ModelResult> AskOutside(const CallContext& call, LanguageModel& model,
                             const ModelRequest& request,
                             const DeltaSink& sink) {
  Mask mask;
  ModelRequest masked = request;
  Texts(&masked).HideWith(mask);
  Restoring restoring(mask, request.json || !request.json_schema.empty(), sink);
  const DeltaSink take = [&restoring](std::vector<ModelDelta> deltas) {
    return restoring.Take(std::move(deltas));
  };
  auto reply = co_await model.Reply(call, masked, take);
  if (!reply || reply->finish == Finish::kLeft) co_return reply;
  auto rest = restoring.Rest();
  if (!rest.empty() && !co_await sink(std::move(rest))) {
    reply->finish = Finish::kLeft;
  }
  co_return reply;
}

}  // namespace

Task<ModelResult> Ask(const CallContext& call, LanguageModel& model,
                      const ModelRequest& request, const DeltaSink& sink) {
  return model.info().internal ? model.Reply(call, request, sink)
                               : AskOutside(call, model, request, sink);
}

}  // namespace aicc::inference
