#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/chatbot/domain/topics.h"
#include "services/chatbot/domain/transcript.h"

namespace aicc::chatbot {

// What an agent reads before the first word to the customer; see
// protos/aicc/common/v1/answer.proto. Holds personal data: never logged.
struct Brief {
  std::string reason;
  std::string summary;
  std::vector<std::string> tried;
  std::vector<std::string> intents;
  std::map<std::string, std::string> slots;
  double sentiment = 0;
  std::vector<std::string> document_ids;
};

// Makes the brief of a contact that is handed over for `reason`, an escalation
// reason, after the customer's utterance at `question_seq`. The summary is in
// `locale`, `ko` or `en`. Long contacts are cut to their latest part.
Brief MakeBrief(const Transcript& transcript, int question_seq,
                std::string_view reason, std::string_view locale,
                const Topics& topics);

}  // namespace aicc::chatbot
