#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicc/common/v1/answer.pb.h"
#include "aicc/inference/v1/inference.pb.h"
#include "aicc/session/v1/session.pb.h"
#include "services/chatbot/domain/brief.h"
#include "services/chatbot/domain/ids.h"
#include "services/chatbot/domain/transcript.h"

namespace aicc::chatbot {

// What the log says became of one message.
struct Outcome {
  // Where something was said, and what.
  struct Said {
    int seq = 0;
    std::string text;
  };
  std::optional<session::v1::AnswerRecorded> record;
  std::optional<Said> answer;     // By a model.
  std::optional<Said> hand_over;  // While a human was fetched.
  std::optional<Said> closed;     // That nobody can be fetched now.
  std::optional<Said> notice;     // The AI notice, if given after the message.
  std::optional<session::v1::StateChanged> queued;  // After the record.
};

// Reads it from the events since the message, in order.
Outcome OutcomeOf(const std::vector<session::v1::Event>& events,
                  const TurnIds& ids);

// Reads the conversation from events in order.
Transcript TranscriptOf(const std::vector<session::v1::Event>& events);

Reading ReadingOf(const inference::v1::Understanding& understanding,
                  int utterance_seq);

void ToProto(const Reading& reading, session::v1::Understood* understood);
void ToProto(const Brief& brief, common::v1::Brief* out);

// One turn of the conversation, as a model is given it.
void ToProto(const Utterance& utterance, inference::v1::Message* message);

}  // namespace aicc::chatbot
