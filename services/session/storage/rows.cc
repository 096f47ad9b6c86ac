#include "services/session/storage/rows.h"

#include <boost/json.hpp>

#include "services/session/storage/json_columns.h"

namespace aicc::session {
namespace {

template <typename Enum>
Enum EnumFrom(const pqxx::field& field) {
  return static_cast<Enum>(field.as<std::int16_t>());
}

std::string Text(const pqxx::field& field) {
  return {field.c_str(), field.size()};
}

TimePoint Time(const pqxx::field& field) {
  return TimePoint(std::chrono::microseconds(field.as<std::int64_t>()));
}

}  // namespace

std::int64_t Micros(TimePoint time) { return time.time_since_epoch().count(); }

std::optional<std::string> Micros(const std::optional<TimePoint>& time) {
  if (!time) return std::nullopt;
  return std::to_string(Micros(*time));
}

std::optional<TimePoint> TimeFrom(const pqxx::field& micros) {
  if (micros.is_null()) return std::nullopt;
  return Time(micros);
}

const char* OrNull(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

const char* OrNull(const std::string& text) {
  return text.empty() ? nullptr : text.c_str();
}

SessionHead HeadFromRow(const pqxx::row& row) {
  SessionHead head;
  head.id = Text(row[0]);
  head.customer_id = Text(row[1]);
  head.state = EnumFrom<State>(row[2]);
  head.floor = {EnumFrom<FloorOwner>(row[3]), row[4].as<std::int32_t>(),
                Text(row[5])};
  head.last_seq = row[6].as<std::int32_t>();
  head.agent_id = Text(row[7]);
  head.intent = Text(row[8]);
  head.channel = EnumFrom<Channel>(row[9]);
  head.participants = ParticipantsFrom(row[10].c_str());
  return head;
}

Session SessionFromRow(const pqxx::row& row) {
  Session s;
  s.id = Text(row["session_id"]);
  s.customer_id = Text(row["customer_id"]);
  s.state = EnumFrom<State>(row["state"]);
  s.floor = {EnumFrom<FloorOwner>(row["floor_owner"]),
             row["floor_epoch"].as<std::int32_t>(), Text(row["floor_agent"])};
  s.last_seq = row["last_seq"].as<std::int32_t>();
  s.agent_id = Text(row["agent_id"]);
  s.intent = Text(row["intent"]);
  s.channel = EnumFrom<Channel>(row["channel"]);
  s.locale = Text(row["locale"]);
  s.customer_name = Text(row["customer_name"]);
  s.source = Text(row["source"]);
  s.queue = Text(row["queue"]);
  s.brief = Text(row["brief"]);
  s.disposition = Text(row["disposition"]);
  s.end_reason = EnumFrom<EndReason>(row["end_reason"]);
  s.offer_id = Text(row["offer_id"]);
  s.participants = ParticipantsFrom(row["participants"].c_str());
  s.invitation = InvitationFrom(row["invitation"].c_str());
  s.follow_up = FollowUpFrom(row["follow_up"].c_str());
  s.priority = row["priority"].as<std::int32_t>();
  s.skills = SkillsFrom(row["skills"].c_str());
  s.preferred_agent = Text(row["preferred_agent"]);
  s.target_agent = Text(row["target_agent"]);
  s.previous_id = Text(row["previous_session_id"]);
  s.wrap_up_expire_time = TimeFrom(row["wrap_up_expire_us"]);
  s.start_time = Time(row["start_us"]);
  s.queue_time = TimeFrom(row["queue_us"]);
  s.connect_time = TimeFrom(row["connect_us"]);
  s.end_time = TimeFrom(row["end_us"]);
  s.close_time = TimeFrom(row["close_us"]);
  return s;
}

Event EventFromRow(const pqxx::row& row) {
  Event event;
  event.seq = row["seq"].as<std::int32_t>();
  event.event_id = Text(row["event_id"]);
  event.event_time = Time(row["event_us"]);
  event.record_time = Time(row["record_us"]);
  const auto type = EnumFrom<EventType>(row["type"]);
  if (type != EventType::kUtterance) {
    event.body = Noted{type, Text(row["data"]), 0, {}};
    return event;
  }
  Utterance utterance;
  utterance.speaker = EnumFrom<Speaker>(row["speaker"]);
  utterance.text = Text(row["text"]);
  utterance.floor_epoch = row["floor_epoch"].as<std::int32_t>(0);
  utterance.agent_id = Text(row["agent_id"]);
  if (!row["audience"].is_null()) {
    utterance.audience = EnumFrom<Audience>(row["audience"]);
  }
  if (!row["confidence"].is_null()) {
    utterance.confidence = row["confidence"].as<double>();
  }
  event.body = std::move(utterance);
  return event;
}

Offer OfferFromRow(const pqxx::row& row) {
  return {Text(row["offer_id"]),
          Text(row["session_id"]),
          Text(row["agent_id"]),
          EnumFrom<OfferState>(row["state"]),
          Time(row["expire_us"]),
          EnumFrom<ParticipantRole>(row["role"]),
          {},
          0};
}

Agent AgentFromRow(const pqxx::row& row) {
  Agent agent;
  agent.id = Text(row["agent_id"]);
  agent.display_name = Text(row["display_name"]);
  agent.presence = EnumFrom<Presence>(row["presence"]);
  agent.wish = EnumFrom<Presence>(row["wish"]);
  agent.presence_time = Time(row["presence_us"]);
  agent.idle_time = Time(row["idle_us"]);
  agent.skills = SkillsFrom(row["skills"].c_str());
  agent.chat_capacity = row["chat_capacity"].as<std::int32_t>();
  agent.voice_capacity = row["voice_capacity"].as<std::int32_t>();
  agent.engagements = EngagementsFrom(row["engagements"].c_str());
  if (!row["takes_all"].as<bool>()) {
    agent.queues.emplace();
    for (const auto& queue :
         boost::json::parse(row["queue_list"].c_str()).as_array()) {
      agent.queues->emplace_back(queue.as_string().c_str());
    }
  }
  return agent;
}

}  // namespace aicc::session
