// What servers of models send, cut anywhere: events, answers in one piece,
// errors, and when to come back. The first byte of the line picks the wire, the
// others cut.

#include <algorithm>
#include <string>
#include <vector>

#include "services/inference/serving/json.h"
#include "services/inference/serving/model_client.h"
#include "services/inference/serving/rate_headers.h"
#include "services/inference/serving/sse.h"
#include "services/inference/serving/wire.h"
#include "tests/fuzz/input.h"

namespace aicc::inference {
namespace {

using fuzz::Input;
using fuzz::Require;

constexpr std::chrono::hours kDay{24};

void CheckError(const WireError& error) {
  Require(CodeOf(error.code) == error.code, "a code is a machine's");
  const auto after = error.retry_after;
  Require(!after || (after->count() >= 0 && *after <= kDay),
          "a delay is at most a day");
}

void CheckUpdate(const WireUpdate& update) {
  if (update.error) CheckError(*update.error);
  if (update.usage) {
    const Usage& usage = *update.usage;
    Require(std::min({usage.prompt_tokens, usage.cached_tokens,
                      usage.completion_tokens, usage.reasoning_tokens}) >= 0,
            "counts are not negative");
  }
  for (const ModelDelta& delta : update.deltas) {
    Require(delta.index >= 0, "calls are counted from 0");
  }
}

std::vector<std::string> Events(const Input& input) {
  std::vector<std::string> events;
  SseParser parser;
  input.Cut(input.rest, 1, [&](std::string_view piece) {
    Require(parser.Feed(piece, &events), "so little is within the limits");
  });
  parser.Finish(&events);
  return events;
}

void ReadStream(const Input& input, const Wire& wire) {
  const std::vector<std::string> events = Events(input);
  std::vector<std::string> uncut;
  SseParser parser;
  Require(parser.Feed(input.rest, &uncut), "so little is within the limits");
  parser.Finish(&uncut);
  Require(events == uncut, "events are the same however they are cut");

  const auto reader = wire.NewReader();
  for (const std::string& event : events) {
    WireUpdate update;
    if (!reader->ReadEvent(event, &update)) break;
    CheckUpdate(update);
    if (update.done) break;
  }
}

void ReadAnswer(std::string_view body, const Wire& wire) {
  WireUpdate update;
  if (wire.NewReader()->ReadWhole(body, &update)) {
    Require(update.finish || update.error, "a whole answer says how it ended");
    CheckUpdate(update);
  }
  const WireError error = wire.ReadError(body);
  CheckError(error);
  for (const int status : {400, 401, 429, 500}) FaultOf(status, error);
  FaultInStream(error);
}

void ReadHeaders(std::string_view value) {
  const std::chrono::system_clock::time_point now(std::chrono::days(20'000));
  for (const auto& headers : {ReadRetryHeaders(value, {}, {}, now),
                              ReadRetryHeaders({}, value, value, now)}) {
    Require(!headers.after || headers.after->count() >= 0,
            "a delay is not negative");
  }
  const RateLimits limits = ReadRateHeaders(
      [&](std::string_view name) -> std::string_view {
        return name.contains("remaining") ? "0" : value;
      },
      now);
  Require(!limits.exhausted_for || limits.exhausted_for->count() >= 0,
          "a pause is not negative");
  ReadRateHeaders([&](std::string_view) { return value; }, now);
}

void Run(const Input& input) {
  constexpr WireFormat kWires[] = {WireFormat::kOpenAi, WireFormat::kAnthropic,
                                   WireFormat::kGemini};
  const Wire& wire = WireOf(kWires[input.At(0) % std::size(kWires)]);
  ReadStream(input, wire);
  ReadAnswer(input.rest, wire);
  ReadHeaders(input.rest);
}

}  // namespace
}  // namespace aicc::inference

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  aicc::inference::Run(aicc::fuzz::Input(data, size));
  return 0;
}
