#include "services/chatbot/config.h"

namespace aicc::chatbot {

Result<Config> ReadConfig(ConfigNode& section) {
  Config config;
  section.Read("answer_limit", &config.answer_limit);
  section.Read("session_limit", &config.session_limit);
  section.Read("waiting_messages", &config.waiting_messages, 1, 1'000);
  for (const auto& [key, limit] :
       {std::pair{"answer_limit", config.answer_limit},
        std::pair{"session_limit", config.session_limit}}) {
    if (limit <= std::chrono::milliseconds::zero()) {
      section.Reject(key, "must be longer than nothing");
    }
  }
  return config;
}

}  // namespace aicc::chatbot
