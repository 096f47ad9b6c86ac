#pragma once

#include <chrono>
#include <string>

#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// One model at one server: vLLM, SGLang, llama.cpp, Friendli, OpenAI,
// Anthropic, Google and others.
struct Endpoint {
  // Names it in records, metrics and logs; 1 to 40 of [a-z0-9-].
  std::string name;

  // What it is for: the business's own model, or a general-purpose one.
  Tier tier = Tier::kGeneral;

  // Everything before `/chat/completions`, `/messages` or `/models/…`, such as
  // `https://api.openai.com/v1`.
  std::string base_url;

  // As the server knows it, such as `LGAI-EXAONE/EXAONE-4.0-32B`.
  std::string model;

  // What is peculiar to the model; the configuration may overrule parts of it.
  Profile profile;

  // The environment variable that holds the key; empty: no key is sent.
  std::string api_key_env;

  // The key itself; set at start, never read from a file, never logged.
  std::string api_key;

  // True if it runs inside the company's own boundary. Text for any other is
  // masked, and a general one is asked only if the customer agreed.
  bool internal = false;

  // How long to wait: for the name, the connection and TLS together; from the
  // request to the first word; from one word to the next; for all of it. What a
  // model thinks is not a word, so one that thinks has `thinking` for its
  // first. An answer in one piece has `whole`.
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds first_token_timeout{10'000};
  std::chrono::milliseconds thinking_timeout{60'000};
  std::chrono::milliseconds between_tokens_timeout{10'000};
  std::chrono::milliseconds whole_timeout{60'000};
  std::chrono::milliseconds total_timeout{120'000};

  // The most a model may write, whoever asks; 0: as much as the model can.
  int max_tokens = 0;

  // See ModelInfo.
  std::chrono::milliseconds hedge_after{0};
  bool choosable = false;
};

}  // namespace aicc::inference
