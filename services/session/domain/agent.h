#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/clock.h"

namespace aicc::session {

// As in protos/aicc/session/v1/routing.proto.
enum class Presence : std::int16_t {
  kAvailable = 1,
  kBusy,
  kAway,
  kWrapUp,
  kOffline,
};

// Somebody who takes contacts.
struct Agent {
  std::string id;
  std::string display_name;
  Presence presence = Presence::kOffline;
  // What the presence becomes once no contact is left; what the agent asked
  // for last: kAvailable, kAway or kOffline.
  Presence wish = Presence::kOffline;
  std::optional<std::vector<std::string>> queues;  // Nothing: all.
  TimePoint presence_time;

  friend bool operator==(const Agent&, const Agent&) = default;
};

// What a contact does to an agent.
enum class AgentMove {
  kBusy,    // Has an offer or a contact.
  kWrapUp,  // Has the paperwork of one.
  kFree,    // Has none any more, and becomes what they asked for.
  kAway,    // Let an offer pass.
};

void Move(Agent* agent, AgentMove move, TimePoint now);

// The agent asks for `wish`. It waits until a contact they have is done.
void Ask(Agent* agent, Presence wish, TimePoint now);

}  // namespace aicc::session
