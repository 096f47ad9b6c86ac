#include "services/session/domain/agent.h"

namespace aicc::session {
namespace {

void Become(Agent* agent, Presence presence, TimePoint now) {
  if (agent->presence == presence) return;
  agent->presence = presence;
  agent->presence_time = now;
}

}  // namespace

void Move(Agent* agent, AgentMove move, TimePoint now) {
  switch (move) {
    case AgentMove::kBusy:
      Become(agent, Presence::kBusy, now);
      return;
    case AgentMove::kWrapUp:
      Become(agent, Presence::kWrapUp, now);
      return;
    case AgentMove::kFree:
      Become(agent, agent->wish, now);
      return;
    case AgentMove::kAway:
      if (agent->wish == Presence::kAvailable) agent->wish = Presence::kAway;
      Become(agent, agent->wish, now);
      return;
  }
}

void Ask(Agent* agent, Presence wish, TimePoint now) {
  agent->wish = wish;
  const bool occupied = agent->presence == Presence::kBusy ||
                        agent->presence == Presence::kWrapUp;
  if (!occupied) Become(agent, wish, now);
}

}  // namespace aicc::session
