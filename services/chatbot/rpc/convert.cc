#include "services/chatbot/rpc/convert.h"

#include <algorithm>

namespace aicc::chatbot {
namespace {

using session::v1::Event;

// A guess below this is no name for what the customer wants; policies of
// intents begin here too.
constexpr double kNamedConfidence = 0.5;

Speaker SpeakerOf(session::v1::Speaker speaker) {
  switch (speaker) {
    case session::v1::SPEAKER_BOT:
      return Speaker::kBot;
    case session::v1::SPEAKER_AGENT:
      return Speaker::kAgent;
    default:
      return Speaker::kCustomer;
  }
}

inference::v1::MessageRole RoleOf(Speaker speaker) {
  switch (speaker) {
    case Speaker::kBot:
      return inference::v1::MESSAGE_ROLE_BOT;
    case Speaker::kAgent:
      return inference::v1::MESSAGE_ROLE_AGENT;
    case Speaker::kCustomer:
      break;
  }
  return inference::v1::MESSAGE_ROLE_CUSTOMER;
}

GivenAnswer AnswerOf(const session::v1::AnswerRecorded& record) {
  GivenAnswer answer;
  answer.answer_seq = record.answer_seq();
  answer.small_talk = record.decision().reason() == "SMALL_TALK";
  for (const auto& citation : record.citations()) {
    const std::string& id = citation.document_id();
    if (std::ranges::find(answer.document_ids, id) ==
        answer.document_ids.end()) {
      answer.document_ids.push_back(id);
    }
  }
  return answer;
}

bool IsQueued(const Event& event) {
  return event.has_state_changed() &&
         event.state_changed().to() == session::v1::STATE_QUEUED;
}

}  // namespace

Outcome OutcomeOf(const std::vector<Event>& events, const TurnIds& ids) {
  Outcome outcome;
  for (const Event& event : events) {
    // A customer may append under any id, but not as the bot.
    const bool bot = event.has_utterance() &&
                     event.utterance().speaker() == session::v1::SPEAKER_BOT;
    if (bot && event.event_id() == ids.Answer()) {
      outcome.answer = {event.seq(), event.utterance().text()};
    } else if (bot && event.event_id() == ids.HandOver()) {
      outcome.hand_over = {event.seq(), event.utterance().text()};
    } else if (bot && event.event_id() == ids.Closed()) {
      outcome.closed = {event.seq(), event.utterance().text()};
    } else if (event.has_answer_recorded() &&
               event.event_id() == ids.Record()) {
      outcome.record = event.answer_recorded();
    } else if (event.has_ai_notice() && !outcome.notice) {
      outcome.notice = {event.seq(), event.ai_notice().text()};
    } else if (outcome.record && !outcome.queued && IsQueued(event)) {
      outcome.queued = event.state_changed();
    }
  }
  return outcome;
}

Transcript TranscriptOf(const std::vector<Event>& events) {
  Transcript transcript;
  for (const Event& event : events) {
    if (event.has_utterance()) {
      // What the staff tell one another is not for models to repeat.
      if (event.utterance().audience() == session::v1::AUDIENCE_STAFF) continue;
      transcript.utterances.push_back({event.seq(),
                                       SpeakerOf(event.utterance().speaker()),
                                       event.utterance().text()});
    } else if (event.has_understood()) {
      const auto& understood = event.understood();
      transcript.readings.push_back(
          {understood.utterance_seq(),
           understood.intent(),
           understood.sentiment(),
           {understood.entities().begin(), understood.entities().end()}});
    } else if (event.has_answer_recorded() &&
               event.answer_recorded().answer_seq() > 0) {
      transcript.answers.push_back(AnswerOf(event.answer_recorded()));
    } else if (event.has_ai_notice() && !transcript.notice_seq) {
      transcript.notice_seq = event.seq();
    }
  }
  return transcript;
}

Reading ReadingOf(const inference::v1::Understanding& understanding,
                  int utterance_seq) {
  Reading reading;
  reading.utterance_seq = utterance_seq;
  if (!understanding.out_of_scope() && understanding.intents_size() > 0 &&
      understanding.intents(0).confidence() >= kNamedConfidence) {
    reading.intent = understanding.intents(0).intent();
  }
  reading.sentiment = std::clamp(understanding.sentiment(), -1.0, 1.0);
  for (const auto& entity : understanding.entities()) {
    reading.entities[entity.type()] = entity.text();
  }
  return reading;
}

void ToProto(const Reading& reading, session::v1::Understood* understood) {
  understood->set_utterance_seq(reading.utterance_seq);
  understood->set_intent(reading.intent);
  understood->set_sentiment(reading.sentiment);
  for (const auto& [type, text] : reading.entities) {
    (*understood->mutable_entities())[type] = text;
  }
}

void ToProto(const Brief& brief, common::v1::Brief* out) {
  out->set_reason(brief.reason);
  out->set_summary(brief.summary);
  for (const auto& tried : brief.tried) out->add_tried(tried);
  for (const auto& intent : brief.intents) out->add_intents(intent);
  for (const auto& [type, text] : brief.slots) {
    (*out->mutable_slots())[type] = text;
  }
  out->set_sentiment(brief.sentiment);
  for (const auto& id : brief.document_ids) out->add_document_ids(id);
}

void ToProto(const Utterance& utterance, inference::v1::Message* message) {
  message->set_role(RoleOf(utterance.speaker));
  message->set_text(utterance.text);
}

}  // namespace aicc::chatbot
