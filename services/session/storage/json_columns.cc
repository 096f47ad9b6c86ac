#include "services/session/storage/json_columns.h"

#include <boost/json.hpp>

#include "services/session/storage/rows.h"

namespace aicc::session {
namespace {

namespace json = boost::json;

json::value Parse(std::string_view text) {
  return json::parse(json::string_view(text.data(), text.size()));
}

std::string Text(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

template <typename Enum>
Enum Number(const json::object& object, const char* key) {
  return static_cast<Enum>(object.at(key).to_number<std::int16_t>());
}

TimePoint Time(const json::object& object) {
  return TimePoint(
      std::chrono::microseconds(object.at("t").to_number<std::int64_t>()));
}

}  // namespace

std::optional<std::string> ToColumn(const Skills& skills) {
  if (skills.empty()) return std::nullopt;
  json::object object;
  for (const auto& [skill, level] : skills) object[skill] = level;
  return json::serialize(object);
}

std::optional<std::string> ToColumn(const std::vector<Participant>& all) {
  if (all.empty()) return std::nullopt;
  json::array array;
  for (const Participant& p : all) {
    array.push_back({{"a", p.agent_id},
                     {"r", aicc::session::Number(p.role)},
                     {"t", Micros(p.join_time)}});
  }
  return json::serialize(array);
}

std::optional<std::string> ToColumn(const std::optional<Invitation>& one) {
  if (!one) return std::nullopt;
  return json::serialize(json::object{{"a", one->agent_id},
                                      {"q", one->queue},
                                      {"r", aicc::session::Number(one->role)},
                                      {"t", Micros(one->invite_time)}});
}

std::optional<std::string> ToColumn(const std::optional<FollowUp>& one) {
  if (!one) return std::nullopt;
  return json::serialize(json::object{{"k", aicc::session::Number(one->kind)},
                                      {"p", one->phone_number},
                                      {"t", Micros(one->not_before)}});
}

std::string ToColumn(const std::vector<Engagement>& engagements) {
  json::array array;
  for (const Engagement& e : engagements) {
    array.push_back({{"s", e.session_id},
                     {"c", aicc::session::Number(e.channel)},
                     {"k", aicc::session::Number(e.kind)}});
  }
  return json::serialize(array);
}

Skills SkillsFrom(std::string_view text) {
  Skills skills;
  if (text.empty()) return skills;
  for (const auto& entry : Parse(text).as_object()) {
    skills.emplace(std::string(entry.key()),
                   entry.value().to_number<std::int32_t>());
  }
  return skills;
}

std::vector<Participant> ParticipantsFrom(std::string_view text) {
  std::vector<Participant> all;
  if (text.empty()) return all;
  for (const auto& value : Parse(text).as_array()) {
    const auto& object = value.as_object();
    all.push_back({Text(object, "a"), Number<ParticipantRole>(object, "r"),
                   Time(object)});
  }
  return all;
}

std::optional<Invitation> InvitationFrom(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const json::value value = Parse(text);
  const auto& object = value.as_object();
  return Invitation{Number<ParticipantRole>(object, "r"), Text(object, "q"),
                    Text(object, "a"), Time(object)};
}

std::optional<FollowUp> FollowUpFrom(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const json::value value = Parse(text);
  const auto& object = value.as_object();
  return FollowUp{Number<FollowUpKind>(object, "k"), Text(object, "p"),
                  Time(object)};
}

std::vector<Engagement> EngagementsFrom(std::string_view text) {
  std::vector<Engagement> all;
  if (text.empty()) return all;
  for (const auto& value : Parse(text).as_array()) {
    const auto& object = value.as_object();
    all.push_back({Text(object, "s"), Number<Channel>(object, "c"),
                   Number<Engagement::Kind>(object, "k")});
  }
  return all;
}

}  // namespace aicc::session
