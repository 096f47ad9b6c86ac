#include "services/session/rpc/convert.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>

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
  out->set_audience(static_cast<v1::Audience>(utterance.audience));
}

void ToProto(const FollowUp& follow_up, v1::FollowUp* out) {
  out->set_kind(static_cast<v1::FollowUpKind>(follow_up.kind));
  out->set_phone_number(follow_up.phone_number);
  *out->mutable_not_before_time() = ToTimestamp(follow_up.not_before);
}

void ToProto(const Participant& participant, v1::Participant* out) {
  out->set_agent_id(participant.agent_id);
  out->set_role(static_cast<v1::ParticipantRole>(participant.role));
  *out->mutable_join_time() = ToTimestamp(participant.join_time);
}

void ToProto(const Invitation& invitation, v1::Invitation* out) {
  out->set_role(static_cast<v1::ParticipantRole>(invitation.role));
  out->set_queue(invitation.queue);
  out->set_agent_id(invitation.agent_id);
  *out->mutable_invite_time() = ToTimestamp(invitation.invite_time);
}

// What is asked of agents, and who else is on it.
void StaffToProto(const Session& session, v1::Session* out) {
  out->mutable_required_skills()->insert(session.skills.begin(),
                                         session.skills.end());
  out->set_preferred_agent_id(session.preferred_agent);
  out->set_target_agent_id(session.target_agent);
  for (const Participant& participant : session.participants) {
    ToProto(participant, out->add_participants());
  }
  if (session.invitation) {
    ToProto(*session.invitation, out->mutable_invitation());
  }
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
    case EventType::kParticipantChanged:
      return out->mutable_participant_changed();
    case EventType::kFollowUpRequested:
      return out->mutable_follow_up_requested();
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

// What staff tell one another of a customer is not for that customer, and who
// monitors is not for the agent.

bool IsQuiet(v1::ParticipantRole role) {
  return role == v1::PARTICIPANT_ROLE_MONITOR;
}

bool IsHeard(v1::ParticipantRole role) {
  return role == v1::PARTICIPANT_ROLE_CONFERENCE ||
         role == v1::PARTICIPANT_ROLE_BARGE;
}

void Hide(const Caller& reader, v1::Session* session) {
  if (reader.role == Role::kCustomer) {
    session->clear_brief();
    session->clear_required_skills();
    session->clear_preferred_agent_id();
    session->clear_target_agent_id();
    session->clear_participants();
    session->clear_invitation();
    if (session->state() != v1::STATE_OFFERED) session->clear_offer_id();
  } else if (reader.role == Role::kAgent) {
    auto* all = session->mutable_participants();
    all->erase(std::remove_if(all->begin(), all->end(),
                              [](const auto& p) { return IsQuiet(p.role()); }),
               all->end());
  }
}

void HideFromCustomer(v1::StateChanged* change) {
  change->clear_brief();
  change->clear_note();
  change->mutable_by()->clear_id();
  change->clear_required_skills();
  change->clear_preferred_agent_id();
  change->clear_target_agent_id();
}

void HideFromCustomer(v1::Event* event) {
  switch (event->body_case()) {
    case v1::Event::kStateChanged:
      HideFromCustomer(event->mutable_state_changed());
      return;
    case v1::Event::kWrapUpCompleted:
      event->mutable_wrap_up_completed()->clear_note();
      return;
    case v1::Event::kUnderstood:
      event->mutable_understood()->clear_sentiment();
      event->mutable_understood()->clear_entities();
      return;
    case v1::Event::kOfferChanged:
      event->mutable_offer_changed()->clear_choice();
      if (event->offer_changed().role() != v1::PARTICIPANT_ROLE_UNSPECIFIED) {
        event->clear_body();
      }
      return;
    case v1::Event::kUtterance:
      if (event->utterance().audience() == v1::AUDIENCE_STAFF) {
        event->clear_body();
      }
      return;
    case v1::Event::kParticipantChanged: {
      auto* changed = event->mutable_participant_changed();
      const bool invited =
          changed->change() == v1::PARTICIPANT_CHANGE_INVITED ||
          changed->change() == v1::PARTICIPANT_CHANGE_INVITATION_ENDED;
      changed->clear_by();
      changed->clear_note();
      if (invited || !IsHeard(changed->role())) event->clear_body();
      return;
    }
    default:
      return;
  }
}

void Hide(const Caller& reader, v1::Event* event) {
  if (reader.role == Role::kCustomer) return HideFromCustomer(event);
  if (reader.role == Role::kAgent && event->has_participant_changed() &&
      IsQuiet(event->participant_changed().role())) {
    event->clear_body();
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
  out->set_priority(session.priority);
  out->set_previous_session_id(session.previous_id);
  ToProtoIf(session.wrap_up_expire_time,
            &v1::Session::mutable_wrap_up_expire_time, out);
  if (session.follow_up) ToProto(*session.follow_up, out->mutable_follow_up());
  StaffToProto(session, out);
  Hide(reader, out);
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
    return Hide(reader, out);
  }
  Message* body = MutableBody(TypeOf(event.body), out);
  if (body != nullptr) FromJson(JsonOf(event.body), body);
  Hide(reader, out);
}

void ToProto(const OfferedSession& offered, const Caller& reader,
             v1::Offer* out) {
  out->set_offer_id(offered.offer.id);
  out->set_agent_id(offered.offer.agent_id);
  out->set_state(static_cast<v1::OfferState>(offered.offer.state));
  ToProto(offered.session, reader, out->mutable_session());
  *out->mutable_expire_time() = ToTimestamp(offered.offer.expire_time);
  out->set_role(static_cast<v1::ParticipantRole>(offered.offer.role));
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

void ToProto(const Agent& agent, const PackManifest& pack, v1::Agent* out) {
  out->set_agent_id(agent.id);
  out->set_display_name(agent.display_name);
  out->set_presence(static_cast<v1::Presence>(agent.presence));
  for (const NamedChoice& queue : pack.queues) {
    if (TakesFrom(agent, queue.id)) out->add_queues(queue.id);
  }
  *out->mutable_presence_time() = ToTimestamp(agent.presence_time);
  out->mutable_skills()->insert(agent.skills.begin(), agent.skills.end());
  out->set_chat_capacity(agent.chat_capacity);
  out->set_voice_capacity(agent.voice_capacity);
  for (const Engagement& engagement : agent.engagements) {
    out->add_session_ids(engagement.session_id);
  }
}

}  // namespace aicc::session
