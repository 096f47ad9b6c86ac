#include "services/session/domain/agent.h"

#include <algorithm>
#include <array>

namespace aicc::session {
namespace {

using Kind = Engagement::Kind;

bool Has(const Agent& agent, Kind kind) {
  return std::ranges::count(agent.engagements, kind, &Engagement::kind) > 0;
}

// What others see.
Presence Seen(const Agent& agent) {
  if (Has(agent, Kind::kOffer) || Has(agent, Kind::kContact)) {
    return Presence::kBusy;
  }
  return Has(agent, Kind::kWrapUp) ? Presence::kWrapUp : agent.wish;
}

void Show(Agent* agent, TimePoint now) {
  const Presence seen = Seen(*agent);
  if (agent->presence == seen) return;
  agent->presence = seen;
  agent->presence_time = now;
}

void Engage(Agent* agent, const SessionHead& contact, Kind kind) {
  const auto found = std::ranges::find(agent->engagements, contact.id,
                                       &Engagement::session_id);
  if (found != agent->engagements.end()) {
    found->kind = kind;
  } else {
    agent->engagements.push_back({contact.id, contact.channel, kind});
  }
}

void Disengage(Agent* agent, const SessionHead& contact, TimePoint now) {
  const auto gone = std::erase_if(agent->engagements, [&](const Engagement& e) {
    return e.session_id == contact.id;
  });
  if (gone > 0) agent->idle_time = now;
}

}  // namespace

std::string_view Name(Presence presence) {
  constexpr std::array<std::string_view, 6> kNames{
      "", "AVAILABLE", "BUSY", "AWAY", "WRAP_UP", "OFFLINE"};
  const auto i = static_cast<std::size_t>(presence);
  return i < kNames.size() ? kNames[i] : std::string_view();
}

void Move(Agent* agent, const SessionHead& contact, AgentMove move,
          TimePoint now) {
  switch (move) {
    case AgentMove::kOffered:
      Engage(agent, contact, Kind::kOffer);
      break;
    case AgentMove::kConnected:
      Engage(agent, contact, Kind::kContact);
      break;
    case AgentMove::kWrapUp:
      Engage(agent, contact, Kind::kWrapUp);
      break;
    case AgentMove::kAway:
      if (agent->wish == Presence::kAvailable) agent->wish = Presence::kAway;
      Disengage(agent, contact, now);
      break;
    case AgentMove::kFree:
      Disengage(agent, contact, now);
      break;
  }
  Show(agent, now);
}

void Ask(Agent* agent, Presence wish, TimePoint now) {
  if (agent->wish != wish && wish == Presence::kAvailable) {
    agent->idle_time = now;
  }
  agent->wish = wish;
  Show(agent, now);
}

bool HasRoom(const Agent& agent, Channel channel) {
  if (agent.wish != Presence::kAvailable || Has(agent, Kind::kOffer)) {
    return false;
  }
  if (channel == Channel::kVoice) {
    return agent.engagements.empty() && agent.voice_capacity > 0;
  }
  return std::ssize(agent.engagements) < agent.chat_capacity &&
         std::ranges::count(agent.engagements, Channel::kVoice,
                            &Engagement::channel) == 0;
}

bool HasRoom(const Agent& agent) {
  return HasRoom(agent, Channel::kChat) || HasRoom(agent, Channel::kVoice);
}

std::int32_t CapacityOn(const Agent& agent, Channel channel) {
  return channel == Channel::kVoice ? agent.voice_capacity
                                    : agent.chat_capacity;
}

bool TakesFrom(const Agent& agent, std::string_view queue) {
  return !agent.queues ||
         std::ranges::find(*agent.queues, queue) != agent.queues->end();
}

}  // namespace aicc::session
