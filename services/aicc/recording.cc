#include "services/aicc/recording.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <optional>

#include "services/aicc/json_fields.h"

namespace aicc {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxTextBytes = 16'384;  // As AppendEvent takes it.
constexpr double kMaxSeconds = 86'400;

Failure BadRecording(const std::string& problem) {
  return Failure({ErrorKind::kInvalidArgument, "BAD_RECORDING", problem, {}});
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Result<Recording::Turn> ParseTurn(const json::value& value,
                                  const std::string& where) {
  const json::object* object = value.if_object();
  if (object == nullptr) return BadRecording(where + " must be an object");
  Recording::Turn turn{Text(*object, "speaker"), Text(*object, "text"), {}};
  const json::value* text = object->if_contains("text");
  if (text != nullptr && !text->is_string() && !text->is_null()) {
    return BadRecording(where + ".text must be a text");
  }
  if (turn.text.size() > kMaxTextBytes || turn.text.contains('\0')) {
    return BadRecording(where +
                        ".text must be at most 16,384 bytes without U+0000");
  }
  if (turn.speaker != "customer" && turn.speaker != "agent" &&
      turn.speaker != "bot") {
    return BadRecording(where + ".speaker must be customer, agent or bot");
  }
  const json::value* time = object->if_contains("time");
  if (time == nullptr || time->is_null()) return turn;
  turn.time = Real(*object, "time");
  if (!time->is_number() || !(*turn.time >= 0 && *turn.time <= kMaxSeconds)) {
    return BadRecording(where + ".time must be 0 to 86,400 seconds");
  }
  return turn;
}

bool IsToCustomer(const Recording::Turn& turn) {
  return turn.speaker != "customer";
}

}  // namespace

bool Recording::BeginsWithAgent() const {
  const auto first = std::ranges::find_if(turns, IsToCustomer);
  return first != turns.end() && first->speaker == "agent";
}

bool Recording::EndsWithAgent() const {
  const auto last =
      std::ranges::find_if(turns.rbegin(), turns.rend(), IsToCustomer);
  return last != turns.rend() && last->speaker == "agent";
}

Result<Recording> ParseRecording(std::string_view line) {
  boost::system::error_code error;
  const json::value value = json::parse(line, error);
  if (error) {
    return Failure(
        {ErrorKind::kInvalidArgument, "NOT_JSON", "must be a JSON object", {}});
  }
  const json::object* object = value.if_object();
  if (object == nullptr) return BadRecording("must be a JSON object");
  Recording recording;
  recording.id = Text(*object, "id");
  if (recording.id.empty()) return BadRecording("id must be a text");
  if (object->contains("locale")) recording.locale = Text(*object, "locale");
  if (object->contains("channel")) {
    recording.channel = Text(*object, "channel");
  }
  if (recording.locale != "ko" && recording.locale != "en") {
    return BadRecording("locale must be ko or en");
  }
  if (recording.channel != "chat" && recording.channel != "voice") {
    return BadRecording("channel must be chat or voice");
  }
  const json::array& turns = Array(*object, "turns");
  if (turns.empty()) return BadRecording("turns must not be empty");
  for (std::size_t i = 0; i < turns.size(); ++i) {
    auto turn = ParseTurn(turns[i], "turns[" + std::to_string(i) + "]");
    if (!turn) return Failure(turn.error());
    if (IsBlank(turn->text)) {
      ++recording.empty_turn_count;
    } else {
      recording.turns.push_back(*std::move(turn));
    }
  }
  if (recording.turns.empty()) return BadRecording("no turn has a text");
  return recording;
}

}  // namespace aicc
