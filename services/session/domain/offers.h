#pragma once

#include "common/error.h"
#include "services/session/domain/change.h"

namespace aicc::session {

// What offers do to a contact, as plain functions of it.

// Proposes the contact, or a place on it, to the agent that `offer` names.
Result<Change> MakeOffer(const Session& session, const Offer& offer);

// The agent takes it. Nothing changes if they already have.
Result<Change> AcceptOffer(const Session& session, const Offer& offer,
                           TimePoint now);

// It waits again at its old place, and the offer becomes `lost`: kRejected,
// kTimedOut or, if the agent has left, kRescinded. Who was asked in by name is
// asked no more. Nothing changes if it already is.
Result<Change> LoseOffer(const Session& session, const Offer& offer,
                         OfferState lost);

// `agent_id` is gone. A contact of theirs waits again, at its old place (in
// `default_queue` if it never had one); one that they are on goes on without
// them.
Result<Change> LoseAgent(const Session& session, const Offer* open,
                         const std::string& agent_id,
                         std::string_view default_queue);

}  // namespace aicc::session
