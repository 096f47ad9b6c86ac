#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/event.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// What a verb does to a contact: events for its log, and what becomes of the
// agents concerned. Saved together or not at all. Empty: nothing changes.
struct Change {
  struct Moved {
    std::string agent_id;
    AgentMove move;
  };
  std::vector<EventBody> events;
  std::vector<Moved> agents;
};

// Who `caller` is, for the log. Customers are named by the contact itself.
Actor ActorOf(const Caller& caller);

// The matcher.
Actor Matcher();

// The parts that verbs are made of.

// Adds the change of state, and of the floor if it has to follow.
void Enter(Change* change, const Session& session, StateChanged entered);

// Takes back the open offer, if there is one: the agent is free again.
void Rescind(Change* change, const Offer* open);

// Everybody but the contact's agent leaves, and nobody is asked in any more.
void SendAllAway(Change* change, const Session& session, const Actor& by,
                 std::string_view reason);

OfferChanged Became(const Offer& offer, OfferState state);

}  // namespace aicc::session
