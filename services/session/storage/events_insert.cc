#include "services/session/storage/events_insert.h"

namespace aicc::session {

void EventColumns::Add(std::string_view session_id, const Event& event) {
  empty_ = false;
  session_id_.AddUuid(session_id);
  seq_.AddInt4(event.seq);
  event_id_.AddText(event.event_id);
  type_.AddInt2(static_cast<std::int16_t>(TypeOf(event.body)));
  event_time_.AddTime(event.event_time);
  if (const auto* utterance = std::get_if<Utterance>(&event.body)) {
    AddUtterance(*utterance);
    return;
  }
  speaker_.AddNull();
  floor_epoch_.AddNull();
  agent_id_.AddNull();
  confidence_.AddNull();
  text_.AddNull();
  data_.AddText(JsonOf(event.body));
  audience_.AddNull();
}

void EventColumns::AddUtterance(const Utterance& utterance) {
  speaker_.AddInt2(static_cast<std::int16_t>(utterance.speaker));
  floor_epoch_.AddInt4(utterance.floor_epoch);
  if (utterance.agent_id.empty()) {
    agent_id_.AddNull();
  } else {
    agent_id_.AddText(utterance.agent_id);
  }
  if (utterance.confidence) {
    confidence_.AddFloat8(*utterance.confidence);
  } else {
    confidence_.AddNull();
  }
  text_.AddText(utterance.text);
  data_.AddNull();
  if (utterance.audience == Audience::kEveryone) {
    audience_.AddNull();
  } else {
    audience_.AddInt2(static_cast<std::int16_t>(utterance.audience));
  }
}

}  // namespace aicc::session
