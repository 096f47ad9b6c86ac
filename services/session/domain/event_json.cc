#include <boost/json.hpp>

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

json::object ToJson(const SessionStarted& started) {
  json::object object;
  object["channel"] = Prefixed("CHANNEL_", Name(started.channel));
  Put(object, "locale", started.locale);
  Put(object, "source", started.source);
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
  return object;
}

json::object ToJson(const WrapUpCompleted& done) {
  json::object object;
  object["disposition"] = done.disposition;
  Put(object, "note", done.note);
  Put(object, "agentId", done.agent_id);
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
