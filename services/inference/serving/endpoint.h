#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "services/inference/domain/language_model.h"

namespace aicc::inference {

// A server that speaks the OpenAI Chat Completions protocol, and one model of
// it: vLLM, SGLang, llama.cpp, Friendli, OpenAI and others.
struct Endpoint {
  // Names it in records, metrics and logs; 1 to 40 of [a-z0-9-].
  std::string name;

  // What it is for: the business's own model, or a general-purpose one.
  Tier tier = Tier::kGeneral;

  // Everything before `/chat/completions`, such as `https://api.openai.com/v1`.
  std::string base_url;

  // As the server knows it, such as `LGAI-EXAONE/EXAONE-4.0-32B`.
  std::string model;

  // The environment variable that holds the key; empty: no key is sent.
  std::string api_key_env;

  // The key itself; set at start, never read from a file, never logged.
  std::string api_key;

  // True if it runs inside the company's own boundary. Text for any other is
  // masked, and a general one is asked only if the customer agreed.
  bool internal = false;

  // How long to wait: for the name, the connection and TLS together; from the
  // request to the first word; from one word to the next; for all of it. What a
  // model thinks is not a word, so a model that thinks needs a longer
  // first_token.
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds first_token_timeout{15'000};
  std::chrono::milliseconds between_tokens_timeout{15'000};
  std::chrono::milliseconds total_timeout{120'000};

  // The most a model may write. An answer that reaches it is not whole, and
  // counts as failed.
  int max_tokens = 1'024;

  // The name of that limit on the wire: `max_tokens` or, for OpenAI's newer
  // models, `max_completion_tokens`.
  std::string max_tokens_field = "max_tokens";

  // Absent: the server's default, which some models insist on.
  std::optional<double> temperature;

  // The price list, in US dollars.
  double usd_per_million_prompt_tokens = 0;
  double usd_per_million_completion_tokens = 0;
};

}  // namespace aicc::inference
