#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// As in protos/aicc/session/v1/routing.proto.
enum class Presence : std::int16_t {
  kAvailable = 1,
  kBusy,
  kAway,
  kWrapUp,
  kOffline,
};

std::string_view Name(Presence presence);

// What an agent has of a contact. At most one of each contact.
struct Engagement {
  enum class Kind : std::int16_t { kOffer = 1, kContact, kWrapUp };

  std::string session_id;
  Channel channel = Channel::kChat;
  Kind kind = Kind::kOffer;

  friend bool operator==(const Engagement&, const Engagement&) = default;
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
  Skills skills;
  std::int32_t chat_capacity = 1;
  std::int32_t voice_capacity = 1;
  std::vector<Engagement> engagements;
  TimePoint idle_time;  // When they last got rid of a contact, or came.

  friend bool operator==(const Agent&, const Agent&) = default;
};

// What a contact does to an agent.
enum class AgentMove {
  kOffered,    // Is asked to take it, or to join it.
  kConnected,  // Is on it.
  kWrapUp,     // Has its paperwork.
  kFree,       // Has nothing of it any more.
  kAway,       // Let it pass: has nothing of it, and gets no other.
};

void Move(Agent* agent, const SessionHead& contact, AgentMove move,
          TimePoint now);

// The agent asks for `wish`. What others see of it waits until the contacts
// they have are done.
void Ask(Agent* agent, Presence wish, TimePoint now);

// True if the agent may be offered something on `channel`: they asked for
// contacts, have no offer, and are not full. A call fills an agent, and needs
// one who has nothing else.
bool HasRoom(const Agent& agent, Channel channel);

// On any channel.
bool HasRoom(const Agent& agent);

// Contacts on `channel` at a time.
std::int32_t CapacityOn(const Agent& agent, Channel channel);

bool TakesFrom(const Agent& agent, std::string_view queue);

}  // namespace aicc::session
