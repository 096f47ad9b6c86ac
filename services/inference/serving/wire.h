#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/inference/domain/model_request.h"
#include "services/inference/serving/endpoint.h"

// What servers of models speak, as bytes; nothing here knows of connections.

namespace aicc::inference {

// What to POST.
struct WireRequest {
  std::string path;  // To be put after the endpoint's base URL.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// An error as a server says it.
struct WireError {
  std::string code;     // Or its type; machine-made, or empty.
  std::string message;  // For telling errors apart; may quote the request.
  std::optional<std::chrono::milliseconds> retry_after = {};
  // True if it says that money or a quota that does not come back is gone.
  bool spent = false;
};

// The code, of ours, of an answer that is of no use, though its server is well.
inline constexpr std::string_view kUnusableAnswer = "unusable_answer";

// What one event of a stream says, or all of an answer in one piece.
struct WireUpdate {
  std::vector<ModelDelta> deltas = {};
  std::optional<Finish> finish = {};
  // A reason to end that means that the server broke off.
  bool broken = false;
  std::optional<Usage> usage = {};
  std::string model = {};
  bool done = false;  // Nothing more will come.
  std::optional<WireError> error = {};
};

// Reads one answer. Not thread-safe.
class WireReader {
 public:
  virtual ~WireReader() = default;

  // The data of one event of a stream; false if it is none of the protocol.
  virtual bool ReadEvent(std::string_view data, WireUpdate* update) = 0;

  // All of an answer that was not streamed.
  virtual bool ReadWhole(std::string_view body, WireUpdate* update) = 0;
};

// A protocol. Stateless.
class Wire {
 public:
  virtual ~Wire() = default;

  virtual WireRequest Encode(const Endpoint& endpoint,
                             const ModelRequest& request) const = 0;
  virtual std::unique_ptr<WireReader> NewReader() const = 0;

  // What the body of an HTTP error says; empty fields if it says nothing.
  virtual WireError ReadError(std::string_view body) const = 0;
};

const Wire& WireOf(WireFormat format);

// One each; see wire.cc.
const Wire& OpenAiWire();
const Wire& AnthropicWire();
const Wire& GeminiWire();

// What a request is to be asked with, once the profile has been heard: what the
// model refuses is left out, what is not said is filled in.
struct Sampling {
  bool thinks = false;
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::optional<double> presence_penalty;
  std::optional<double> frequency_penalty;
  // Absent: as much as the model can.
  std::optional<int> max_tokens;
};
Sampling SamplingFor(const Endpoint& endpoint, const ModelRequest& request);

// How much to think, for those that are asked by an effort.
std::string_view EffortName(Thinking thinking);

// What became of an HTTP answer with an error's status.
ModelFault FaultOf(int status, const WireError& error);

// What became of an answer in whose stream the server said so.
ModelFault FaultInStream(const WireError& error);

}  // namespace aicc::inference
