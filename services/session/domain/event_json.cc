#include <boost/json.hpp>

#include "common/auth.h"
#include "services/session/domain/event.h"
#include "services/session/domain/time_text.h"

namespace aicc::session {
namespace {

namespace json = boost::json;

json::string Prefixed(std::string_view prefix, std::string_view name) {
  json::string whole(prefix.data(), prefix.size());
  whole.append(json::string_view(name.data(), name.size()));
  return whole;
}

void Put(json::object& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

void Put(json::object& object, const char* key, std::int32_t value) {
  if (value != 0) object[key] = value;
}

void Put(json::object& object, const char* key, const Actor& actor) {
  json::object by;
  by["role"] = Prefixed("ROLE_", RoleName(actor.role));
  Put(by, "id", actor.id);
  object[key] = std::move(by);
}

void Put(json::object& object, const char* key, ParticipantRole role) {
  if (role == ParticipantRole::kNone) return;
  object[key] = Prefixed("PARTICIPANT_ROLE_", Name(role));
}

void Put(json::object& object, const char* key, const Skills& skills) {
  if (skills.empty()) return;
  json::object levels;
  for (const auto& [skill, level] : skills) levels[skill] = level;
  object[key] = std::move(levels);
}

json::object ToJson(const SessionStarted& started) {
  json::object object;
  object["channel"] = Prefixed("CHANNEL_", Name(started.channel));
  Put(object, "locale", started.locale);
  Put(object, "source", started.source);
  Put(object, "previousSessionId", started.previous_id);
  return object;
}

json::object ToJson(const StateChanged& change) {
  json::object object;
  object["from"] = Prefixed("STATE_", Name(change.from));
  object["to"] = Prefixed("STATE_", Name(change.to));
  Put(object, "reason", change.reason);
  Put(object, "queue", change.queue);
  Put(object, "agentId", change.agent_id);
  if (!change.brief.empty()) object["brief"] = json::parse(change.brief);
  Put(object, "by", change.by);
  Put(object, "note", change.note);
  if (change.keeps_place) object["keepsPlace"] = true;
  Put(object, "priority", change.priority);
  Put(object, "requiredSkills", change.skills);
  Put(object, "preferredAgentId", change.preferred_agent);
  Put(object, "targetAgentId", change.target_agent);
  if (change.expire_time) object["expireTime"] = TimeText(*change.expire_time);
  return object;
}

json::object ToJson(const FloorChanged& change) {
  json::object floor;
  floor["owner"] = Prefixed("FLOOR_OWNER_", Name(change.floor.owner));
  floor["epoch"] = change.floor.epoch;
  Put(floor, "agentId", change.floor.agent_id);
  return {{"floor", std::move(floor)}};
}

json::object ToJson(const OfferChanged& change) {
  json::object object;
  object["offerId"] = change.offer_id;
  object["agentId"] = change.agent_id;
  object["state"] = Prefixed("OFFER_STATE_", Name(change.state));
  object["expireTime"] = TimeText(change.expire_time);
  Put(object, "role", change.role);
  Put(object, "choice", change.choice);
  Put(object, "relaxedLevels", change.relaxed_levels);
  return object;
}

json::object ToJson(const WrapUpCompleted& done) {
  json::object object;
  object["disposition"] = done.disposition;
  Put(object, "note", done.note);
  Put(object, "agentId", done.agent_id);
  return object;
}

json::object ToJson(const ParticipantChanged& changed) {
  constexpr std::array<std::string_view, 5> kChanges{
      "UNSPECIFIED", "INVITED", "JOINED", "LEFT", "INVITATION_ENDED"};
  json::object object;
  Put(object, "agentId", changed.agent_id);
  Put(object, "role", changed.role);
  object["change"] =
      Prefixed("PARTICIPANT_CHANGE_",
               kChanges[static_cast<std::size_t>(changed.change)]);
  Put(object, "by", changed.by);
  Put(object, "reason", changed.reason);
  Put(object, "queue", changed.queue);
  Put(object, "note", changed.note);
  return object;
}

json::object ToJson(const FollowUpRequested& requested) {
  const FollowUp& asked = requested.follow_up;
  json::object follow_up;
  follow_up["kind"] = Prefixed("FOLLOW_UP_KIND_", Name(asked.kind));
  Put(follow_up, "phoneNumber", asked.phone_number);
  follow_up["notBeforeTime"] = TimeText(asked.not_before);
  json::object object;
  object["followUp"] = std::move(follow_up);
  Put(object, "by", requested.by);
  return object;
}

json::object ToJson(const Utterance&) { return {}; }

}  // namespace

std::string JsonOf(const EventBody& body) {
  if (const auto* noted = std::get_if<Noted>(&body)) return noted->json;
  return std::visit(
      [](const auto& b) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(b)>, Noted>) {
          return b.json;
        } else {
          return json::serialize(ToJson(b));
        }
      },
      body);
}

}  // namespace aicc::session
