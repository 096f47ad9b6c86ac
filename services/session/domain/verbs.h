#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/event.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// What a verb does to a contact: events for its log, and what becomes of the
// agent concerned. Saved together or not at all. Empty: nothing changes.
struct Change {
  struct Moved {
    std::string agent_id;
    AgentMove move;
  };
  std::vector<EventBody> events;
  std::vector<Moved> agents;
};

// Each is a plain function of the contact as it is, and of its open offer if it
// has one. Errors are those that the RPC of the same name documents.

// If `session` names an agent, another system routes: it is theirs at once.
Result<Change> Start(const Session& session);

// `brief` is JSON or empty; `reason` is an escalation's.
Result<Change> RequestAgent(const Session& session, const Caller& caller,
                            std::string_view queue, std::string_view reason,
                            std::string_view brief);

// An agent has it, without a queue: another system has routed it.
Result<Change> Adopt(const Session& session, std::string_view agent_id,
                     std::string_view brief);

Result<Change> ReturnToBot(const Session& session, const Offer* open,
                           const Caller& caller);

Result<Change> EndSession(const Session& session, const Offer* open,
                          const Caller& caller, EndReason reason);

Result<Change> CompleteWrapUp(const Session& session, const Caller& caller,
                              std::string_view disposition,
                              std::string_view note);

// Proposes the contact to the agent that `offer` names.
Result<Change> MakeOffer(const Session& session, const Offer& offer);

// The agent takes it. Nothing changes if they already have.
Result<Change> AcceptOffer(const Session& session, const Offer& offer,
                           TimePoint now);

// It goes back into its queue at its old place, and the offer becomes `lost`:
// kRejected, kTimedOut or, if the agent has left, kRescinded. Nothing changes
// if it already is.
Result<Change> LoseOffer(const Session& session, const Offer& offer,
                         OfferState lost);

}  // namespace aicc::session
