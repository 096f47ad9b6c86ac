#include "services/session/rpc/convert.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

namespace aicc::session {
namespace {

using google::protobuf::Message;
namespace json = google::protobuf::util;

// What is in the log is what was put there; older binaries may know less of it.
void FromJson(const std::string& text, Message* out) {
  json::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  (void)json::JsonStringToMessage(text, out, options);
}

void ToProto(const Floor& floor, v1::Floor* out) {
  out->set_owner(static_cast<v1::FloorOwner>(floor.owner));
  out->set_epoch(floor.epoch);
  out->set_agent_id(floor.agent_id);
}

void ToProto(const Utterance& utterance, v1::Utterance* out) {
  out->set_speaker(static_cast<v1::Speaker>(utterance.speaker));
  out->set_text(utterance.text);
  out->set_floor_epoch(utterance.floor_epoch);
  out->set_agent_id(utterance.agent_id);
  if (utterance.confidence) out->set_confidence(*utterance.confidence);
}

Message* MutableBody(EventType type, v1::Event* out) {
  switch (type) {
    case EventType::kSessionStarted:
      return out->mutable_session_started();
    case EventType::kAiNotice:
      return out->mutable_ai_notice();
    case EventType::kStateChanged:
      return out->mutable_state_changed();
    case EventType::kFloorChanged:
      return out->mutable_floor_changed();
    case EventType::kAnswerRecorded:
      return out->mutable_answer_recorded();
    case EventType::kOfferChanged:
      return out->mutable_offer_changed();
    case EventType::kRating:
      return out->mutable_rating();
    case EventType::kWrapUpCompleted:
      return out->mutable_wrap_up_completed();
    case EventType::kUnderstood:
      return out->mutable_understood();
    case EventType::kUtterance:
      break;
  }
  return nullptr;  // Newer than this binary: an event without a body.
}

void ToProtoIf(const std::optional<TimePoint>& time,
               google::protobuf::Timestamp* (v1::Session::*field)(),
               v1::Session* out) {
  if (time) *(out->*field)() = ToTimestamp(*time);
}

// What staff tell one another of a customer is not for that customer.

void HideFromCustomer(const Caller& reader, v1::Session* session) {
  if (reader.role == Role::kCustomer) session->clear_brief();
}

void HideFromCustomer(const Caller& reader, v1::Event* event) {
  if (reader.role != Role::kCustomer) return;
  if (event->has_state_changed()) {
    event->mutable_state_changed()->clear_brief();
  } else if (event->has_wrap_up_completed()) {
    event->mutable_wrap_up_completed()->clear_note();
  } else if (event->has_understood()) {
    event->mutable_understood()->clear_sentiment();
    event->mutable_understood()->clear_entities();
  }
}

}  // namespace

google::protobuf::Timestamp ToTimestamp(TimePoint time) {
  return json::TimeUtil::MicrosecondsToTimestamp(
      time.time_since_epoch().count());
}

std::string ToJson(const Message& message) {
  std::string text;
  (void)json::MessageToJsonString(message, &text);
  return text;
}

void ToProto(const Session& session, const Caller& reader, v1::Session* out) {
  out->set_session_id(session.id);
  out->set_state(static_cast<v1::State>(session.state));
  out->set_channel(static_cast<v1::Channel>(session.channel));
  out->set_locale(session.locale);
  out->set_customer_id(session.customer_id);
  out->set_customer_name(session.customer_name);
  ToProto(session.floor, out->mutable_floor());
  out->set_last_seq(session.last_seq);
  out->set_queue(session.queue);
  out->set_agent_id(session.agent_id);
  if (!session.brief.empty()) FromJson(session.brief, out->mutable_brief());
  out->set_intent(session.intent);
  out->set_disposition(session.disposition);
  out->set_end_reason(static_cast<v1::EndReason>(session.end_reason));
  *out->mutable_start_time() = ToTimestamp(session.start_time);
  ToProtoIf(session.queue_time, &v1::Session::mutable_queue_time, out);
  ToProtoIf(session.connect_time, &v1::Session::mutable_connect_time, out);
  ToProtoIf(session.end_time, &v1::Session::mutable_end_time, out);
  ToProtoIf(session.close_time, &v1::Session::mutable_close_time, out);
  out->set_source(session.source);
  out->set_offer_id(session.offer_id);
  HideFromCustomer(reader, out);
}

void ToProto(std::string_view session_id, const Event& event,
             const Caller& reader, v1::Event* out) {
  out->set_session_id(std::string(session_id));
  out->set_seq(event.seq);
  out->set_event_id(event.event_id);
  *out->mutable_event_time() = ToTimestamp(event.event_time);
  *out->mutable_record_time() = ToTimestamp(event.record_time);
  if (const auto* utterance = std::get_if<Utterance>(&event.body)) {
    ToProto(*utterance, out->mutable_utterance());
    return;
  }
  Message* body = MutableBody(TypeOf(event.body), out);
  if (body != nullptr) FromJson(JsonOf(event.body), body);
  HideFromCustomer(reader, out);
}

void ToProto(const OfferedSession& offered, const Caller& reader,
             v1::Offer* out) {
  out->set_offer_id(offered.offer.id);
  out->set_agent_id(offered.offer.agent_id);
  out->set_state(static_cast<v1::OfferState>(offered.offer.state));
  ToProto(offered.session, reader, out->mutable_session());
  *out->mutable_expire_time() = ToTimestamp(offered.offer.expire_time);
}

void ToProto(const Highlight& highlight, v1::Highlight* out) {
  out->set_seq(highlight.seq);
  *out->mutable_event_time() = ToTimestamp(highlight.event_time);
  out->set_speaker(static_cast<v1::Speaker>(highlight.speaker));
  out->set_text(highlight.text);
  for (const auto& [begin, end] : highlight.matches) {
    auto* const range = out->add_matches();
    range->set_begin(begin);
    range->set_end(end);
  }
}

void ToProto(const Agent& agent, const std::vector<std::string>& all_queues,
             v1::Agent* out) {
  out->set_agent_id(agent.id);
  out->set_display_name(agent.display_name);
  out->set_presence(static_cast<v1::Presence>(agent.presence));
  for (const std::string& queue : agent.queues ? *agent.queues : all_queues) {
    out->add_queues(queue);
  }
  *out->mutable_presence_time() = ToTimestamp(agent.presence_time);
}

}  // namespace aicc::session
