#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/inference/domain/model_request.h"

namespace aicc::inference {

// What a server speaks.
enum class WireFormat {
  kOpenAi,     // POST {base}/chat/completions
  kAnthropic,  // POST {base}/messages
  kGemini,     // POST {base}/models/{model}:generateContent
};

// How a model is told whether to think.
enum class ThinkingSwitch {
  kNone,            // It cannot think.
  kAlways,          // It cannot help it.
  kTemplate,        // `chat_template_kwargs.enable_thinking`
  kEffort,          // `reasoning_effort`
  kType,            // `thinking.type`: enabled, disabled
  kEnable,          // `enable_thinking`
  kBudget,          // Anthropic's `thinking.budget_tokens`
  kAdaptive,        // Anthropic's `thinking.type: adaptive`, with an effort
  kThinkingBudget,  // Gemini's `thinkingConfig.thinkingBudget`
  kThinkingLevel,   // Gemini's `thinkingConfig.thinkingLevel`
};

// How a model is told to go on with the beginning of an answer.
enum class Prefill {
  kNone,      // It cannot.
  kLast,      // By an assistant's message that is the last.
  kContinue,  // So, and `continue_final_message`, as vLLM wants it.
  kPrefix,    // So, and the message's `prefix`, as Mistral and DeepSeek do.
};

// Where a model may be used for what is sold.
struct Licence {
  std::string name;  // "EXAONE AI Model License 1.2-NC"
  bool commercial = true;
};

// US dollars for a million tokens.
struct Prices {
  double prompt = 0;
  double cached = 0;  // Of the prompt, from the server's cache.
  double completion = 0;

  friend bool operator==(const Prices&, const Prices&) = default;
};

// What is peculiar to a model, whoever serves it. Data: see
// deploy/models/README.md.
struct Profile {
  std::string id;  // "exaone-4.0"

  // The names under which servers know it: case aside, `*` is anything.
  std::vector<std::string> names;

  WireFormat wire = WireFormat::kOpenAi;
  std::string owner;  // Who made it, as in OpenTelemetry: "openai", "lg".

  ThinkingSwitch thinking = ThinkingSwitch::kNone;
  bool thinks_by_default = false;
  // True if the prompt opens the thought, so that only its end is in the text.
  bool thought_opened = false;
  // True if the thoughts of turns with tools must be sent back.
  bool echo_thoughts = false;
  // The field of an echoed thought.
  std::string thought_field = "reasoning_content";

  bool system_prompt = true;  // False: it goes before the first message.
  std::string system_role = "system";
  bool tools = true;
  bool parallel_tools = true;
  bool json_schema = true;
  bool sees = false;  // Takes images.
  Prefill prefill = Prefill::kNone;
  bool logprobs = false;
  bool seed = true;
  bool penalties = true;

  int context_tokens = 32'768;  // Prompt and answer together.
  int max_output_tokens = 8'192;
  std::string max_tokens_field = "max_tokens";

  // What it is to be asked with if the caller does not say; absent: the
  // server's own. Those `_thinking` hold while it thinks.
  std::optional<double> temperature;
  std::optional<double> temperature_thinking;
  std::optional<double> top_p;
  std::optional<double> presence_penalty;
  double max_temperature = 2;
  // False: it refuses any, always or while it thinks.
  bool sampling = true;
  bool sampling_thinking = true;

  Licence licence;
  std::string residency;  // "kr", "us", "eu", "cn", or "own" for your machines
  Prices prices;
  // How good it is, 0 to 1, for routing only: see deploy/models/README.md.
  double quality = 0.5;
};

// What is taken for granted of a model that no profile names: what most do, and
// what is asked of it goes through rather than being dropped.
Profile UnknownModel();

// True if a server's `model` is one of `profile.names`.
bool IsNamed(const Profile& profile, std::string_view model);

// The profile whose names fit `model` best, which is by the longest pattern;
// nullptr if none does.
const Profile* FindProfile(const std::vector<Profile>& profiles,
                           std::string_view model);

// How many tokens are for thinking: a few thousand, and at most half of
// `max_tokens`, but never less than 1,024.
int ThinkingBudget(Thinking thinking, int max_tokens = 32'768);

// True if the model will think when asked so.
bool WillThink(const Profile& profile, Thinking asked);

}  // namespace aicc::inference
