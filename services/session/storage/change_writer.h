#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.h"
#include "common/database.h"
#include "common/error.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/change.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// Who is to be woken once a transaction is committed: keys of a Bell.
using Keys = std::set<std::string, std::less<>>;

// Reads and locks one contact; SessionNotFound.
Result<Session> LockSession(Transaction& transaction,
                            std::string_view session_id);

// Reads the contact's open offer; nothing if it has none.
std::optional<Offer> OpenOffer(Transaction& transaction,
                               const Session& session);

// Applies `change` to `*session`, which the transaction has locked: adds the
// events to the log, saves the contact, its offers and the agents. Every change
// but plain appends goes through here.
void Write(Transaction& transaction, std::string_view tenant,
           const Change& change, TimePoint now, Session* session, Keys* keys);

// Reads and locks those of `ids` who are known.
std::vector<Agent> LockAgents(Transaction& transaction,
                              const std::set<std::string>& ids);

// Adds an agent, seen `now`, or replaces what is known of one.
void SaveAgent(Transaction& transaction, const Agent& agent, TimePoint now);

}  // namespace aicc::session
