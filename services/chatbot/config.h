#pragma once

#include <chrono>
#include <string>

#include "common/config.h"
#include "common/error.h"

namespace aicc::chatbot {

// The settings of the chatbot service: section `chatbot` of the configuration.
struct Config {
  // The pack's folder: the program's own setting, so that all services have the
  // same. Its fixed messages, queues and names of intents are used here.
  std::string pack;

  // The longest the models may take for one answer, all tiers together. After
  // that the customer is handed over instead of being kept waiting.
  std::chrono::milliseconds answer_limit{60'000};

  // The longest one call of the session service may take.
  std::chrono::milliseconds session_limit{10'000};

  // Messages of one contact that may wait while one is answered; more are
  // refused as `TOO_MANY_MESSAGES`.
  int waiting_messages = 8;
};

// Reads what `section` sets. What is wrong, section.Done() tells.
Result<Config> ReadConfig(ConfigNode& section);

}  // namespace aicc::chatbot
