// What clients of OpenAI ask, and what becomes of it on every wire. The bytes
// of the line choose what is peculiar to the model.

#include <boost/json.hpp>
#include <string>

#include "services/inference/openai/chat_request.h"
#include "services/inference/serving/json.h"
#include "services/inference/serving/wire.h"
#include "tests/fuzz/input.h"

namespace aicc::inference {
namespace {

using fuzz::Input;
using fuzz::Require;

// What a client nests, nests deeper in what is made of it.
constexpr std::size_t kDepth = 2 * kMaxJsonDepth;

template <typename Enum>
Enum Pick(unsigned byte, Enum last) {
  return static_cast<Enum>(byte % (static_cast<unsigned>(last) + 1));
}

Endpoint ModelOf(const Input& input) {
  Endpoint endpoint;
  endpoint.name = "fuzzed";
  endpoint.model = "a-model";
  endpoint.internal = true;
  Profile& profile = endpoint.profile;
  profile.thinking = Pick(input.At(0), ThinkingSwitch::kThinkingLevel);
  profile.prefill = Pick(input.At(1), Prefill::kPrefix);
  const unsigned flags = input.At(2);
  profile.system_prompt = (flags & 1) == 0;
  profile.json_schema = (flags & 2) == 0;
  profile.sampling = (flags & 4) == 0;
  profile.echo_thoughts = (flags & 8) != 0;
  profile.thinks_by_default = (flags & 16) != 0;
  profile.logprobs = (flags & 32) != 0;
  profile.sees = true;
  return endpoint;
}

bool IsJsonObject(const std::string& text) {
  boost::json::parse_options options;
  options.max_depth = kDepth;
  boost::system::error_code error;
  const auto value = boost::json::parse(View(text), error, {}, options);
  return !error && value.is_object();
}

void Run(const Input& input) {
  const auto asked = ParseChatCompletion(input.rest);
  if (!asked) {
    Require(asked.error().metadata.contains("field"),
            "what is wrong is a field");
    return;
  }
  Require(!asked->model.empty() && !asked->request.messages.empty(),
          "there is a model, and something to answer");
  const Endpoint endpoint = ModelOf(input);
  for (const WireFormat format :
       {WireFormat::kOpenAi, WireFormat::kAnthropic, WireFormat::kGemini}) {
    const WireRequest wire = WireOf(format).Encode(endpoint, asked->request);
    Require(wire.path.starts_with('/'), "there is a path");
    Require(IsJsonObject(wire.body), "what is sent is a JSON object");
  }
}

}  // namespace
}  // namespace aicc::inference

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  aicc::inference::Run(aicc::fuzz::Input(data, size));
  return 0;
}
