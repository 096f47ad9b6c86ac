#include "services/inference/domain/ask.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "common/elsewhere.h"
#include "common/text.h"
#include "services/inference/domain/masking.h"
#include "services/inference/domain/tokens.h"
#include "services/inference/domain/transcript_lines.h"
#include "services/inference/domain/unmasker.h"

namespace aicc::inference {
namespace {

using Kind = ModelDelta::Kind;

// Of text, to be read at once.
constexpr std::size_t kMuch = 8'192;

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

// The `count` hexadecimal digits at `at`; nothing if they are none.
std::optional<char32_t> HexAt(std::string_view text, std::size_t at,
                              std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  char32_t code = 0;
  for (const char c : text.substr(at, count)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    code = code << 4 | static_cast<char32_t>(digit);
  }
  return code;
}

// True for what is a character, and no part of how JSON is written.
bool IsPlain(char32_t code) {
  if (code < 0x7F) return code >= 0x20 && code != U'"' && code != U'\\';
  return code >= 0xA0 && (code < 0xD800 || code > 0xDFFF);
}

// JSON with its characters as they are read, not as escapes: "\\uc11c" is 서,
// also in JSON that is a string of other JSON, and "\\/" a slash.
std::string Unescaped(std::string_view json) {
  std::string text;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t slashes =
        std::min(json.find_first_not_of('\\', at), json.size()) - at;
    const std::string_view rest = json.substr(at + slashes);
    const auto code =
        slashes > 0 && rest.starts_with('u') ? HexAt(rest, 1, 4) : std::nullopt;
    const bool once = slashes % 2 == 1;
    if (code && IsPlain(*code) && (once || *code >= 0x80)) {
      if (once) text.append(slashes - 1, '\\');
      text += EncodeUtf8(Codes(1, *code));
      at += slashes + 5;
    } else {
      text.append(slashes - (once && rest.starts_with('/') ? 1 : 0), '\\');
      text += rest.substr(0, 1);
      at += slashes + 1;
    }
  }
  return text;
}

// The texts of a request in the order in which they were said, so that values
// that go on from one to the next are seen, and a way back for each.
class Texts {
 public:
  explicit Texts(ModelRequest* request) {
    for (const ModelMessage& message : request->earlier) {
      Say(message.text, static_cast<int>(message.role), message.trusted);
    }
    for (ModelMessage& message : request->messages) {
      const int role = static_cast<int>(message.role);
      if (message.role == ModelMessage::Role::kTool) {
        message.text = Unescaped(message.text);
      }
      Add(&message.text, role, message.trusted);
      for (ContentPart& part : message.parts) {
        Add(&part.text, role, message.trusted);
      }
      for (ToolCall& call : message.tool_calls) {
        json_.push_back(&call.arguments);
      }
    }
    for (ToolDefinition& tool : request->tools) {
      plain_.push_back(&tool.description);
      json_.push_back(&tool.parameters);
    }
    json_.push_back(&request->json_schema);
    for (std::string& stop : request->stop) plain_.push_back(&stop);
  }

  void HideWith(Mask& mask) {
    std::vector<std::string> hidden = mask.Hide(said_);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      Place& place = places_[i];
      for (std::size_t line = 0; line < place.lines; ++line) {
        place.hidden += hidden[place.first + line];
      }
    }
    for (Place& place : places_) *place.text = std::move(place.hidden);
    for (std::string* text : plain_) *text = mask.Hide(*text);
    for (std::string* json : json_) {
      *json = AsJson(mask.Hide(Unescaped(*json)));
    }
  }

 private:
  // A text, and where its lines are in said_.
  struct Place {
    std::string* text;
    std::size_t first;
    std::size_t lines;
    std::string hidden = {};
  };

  void Add(std::string* text, int role, bool trusted) {
    if (text->empty()) return;
    const std::size_t first = said_.size();
    Say(*text, role, trusted);
    places_.push_back({text, first, said_.size() - first});
  }

  // Line by line, if it is a transcript.
  void Say(std::string_view text, int role, bool trusted) {
    const auto lines =
        trusted ? std::vector<TranscriptLine>() : TranscriptLines(text);
    for (const TranscriptLine& line : lines) {
      said_.push_back({line.text, SpeakerOf(line.speaker), false, line.label});
    }
    if (lines.empty()) said_.push_back({text, role, trusted});
  }

  // The same for all lines of one speaker; no role of a message.
  static int SpeakerOf(std::string_view name) {
    return 100 + static_cast<int>(std::hash<std::string_view>()(name) % 10'000);
  }

  std::vector<Utterance> said_;
  std::vector<Place> places_;
  std::vector<std::string*> plain_;  // What is no part of what was said.
  std::vector<std::string*> json_;
};

std::size_t BytesOf(const ModelRequest& request) {
  auto bytes = static_cast<std::size_t>(MostPrompt(request));
  for (const ModelMessage& each : request.earlier) bytes += each.text.size();
  for (const ModelMessage& each : request.messages) {
    for (const ContentPart& part : each.parts) {
      if (part.image) bytes += part.image->url.size();
    }
  }
  return bytes;
}

// An address with its characters as they are read: "%40" is @, and + a space.
std::string PercentDecoded(std::string_view url) {
  std::string decoded;
  for (std::size_t at = 0; at < url.size(); ++at) {
    const auto code = url[at] == '%' ? HexAt(url, at + 1, 2) : std::nullopt;
    decoded += code ? static_cast<char>(*code) : url[at] == '+' ? ' ' : url[at];
    at += code ? 2 : 0;
  }
  return decoded;
}

// As it stands, or decoded once or twice.
bool IsPersonalUrl(std::string url) {
  for (int times = 0; times < 3; ++times) {
    if (!FindPersonalData(url).empty()) return true;
    std::string decoded = PercentDecoded(url);
    if (decoded == url) return false;
    url = std::move(decoded);
  }
  return false;
}

bool HasPersonalUrl(const ModelRequest& request) {
  for (const ModelMessage& message : request.messages) {
    for (const ContentPart& part : message.parts) {
      if (part.image && IsPersonalUrl(part.image->url)) return true;
    }
  }
  return false;
}

// Puts back what was masked: in the text, and in the arguments of each call.
class Restoring {
 public:
  Restoring(const Mask& mask, bool json, const DeltaSink& sink)
      : mask_(mask),
        text_(mask, json ? Unmasker::Format::kJson : Unmasker::Format::kText),
        refusal_(mask, Unmasker::Format::kText),
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
    if (auto text = refusal_.Finish(); !text.empty()) {
      deltas.push_back({Kind::kRefusal, std::move(text)});
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
    if (delta.kind == Kind::kRefusal) return refusal_;
    if (delta.kind != Kind::kToolCall) return text_;
    return calls_.try_emplace(delta.index, mask_, Unmasker::Format::kJson)
        .first->second;
  }

  const Mask& mask_;
  Unmasker text_;
  Unmasker refusal_;
  std::map<int, Unmasker> calls_;  // By index.
  const DeltaSink& sink_;
};

Task<ModelResult> AskOutside(const CallContext& call, LanguageModel& model,
                             const ModelRequest& request,
                             const DeltaSink& sink) {
  Mask mask;
  ModelRequest masked = request;
  // An address cannot be changed and still lead there.
  const auto hide = [&] {
    if (HasPersonalUrl(request)) return false;
    Texts(&masked).HideWith(mask);
    masked.earlier.clear();
    return true;
  };
  // What is found in a kilobyte takes some tenths of a millisecond.
  const bool hidden =
      BytesOf(request) > kMuch ? co_await Elsewhere(hide) : hide();
  if (!hidden) {
    co_return std::unexpected(
        ModelFault{FaultKind::kNotAsked, 0, std::string(kPersonalUrl)});
  }
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
