#pragma once

#include <set>
#include <string>
#include <string_view>

#include "common/clock.h"
#include "common/database.h"
#include "common/error.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/session.h"
#include "services/session/domain/verbs.h"

namespace aicc::session {

// Who is to be woken once a transaction is committed: keys of a Bell.
using Keys = std::set<std::string, std::less<>>;

// The key of those who wait for something to route.
inline constexpr std::string_view kRouteKey = "route";

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

// Adds an agent or replaces what is known of them.
void SaveAgent(Transaction& transaction, const Agent& agent);

}  // namespace aicc::session
