#pragma once

#include <string>
#include <string_view>

#include "common/error.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/change.h"
#include "services/session/domain/verbs.h"

namespace aicc::session {

// What the staff on a contact do with it, as plain functions of it. Errors are
// those that the RPC of the same name documents.

// Staff beside the contact's agent, at most.
inline constexpr std::size_t kMaxParticipants = 8;

Result<Change> Hold(const Session& session, const Caller& caller,
                    std::string_view note);

Result<Change> Resume(const Session& session, const Caller& caller);

// To a queue.
Result<Change> Transfer(const Session& session, const Offer* open,
                        const Caller& caller, const QueueEntry& entry);

// To `agent_id`, of whom `known` is what is known, or nullptr: at once if they
// are on the contact, else by way of its queue, or of `default_queue` if it was
// in none.
Result<Change> TransferTo(const Session& session, const Offer* open,
                          const Caller& caller, std::string_view agent_id,
                          const Agent* known, std::string_view note,
                          std::string_view default_queue);

// `asked` names a queue or an agent; of the latter `known` is what is known.
Result<Change> AddParticipant(const Session& session, const Caller& caller,
                              const Invitation& asked, const Agent* known,
                              std::string_view note);

// Without an `agent_id`: whoever is being asked in.
Result<Change> RemoveParticipant(const Session& session, const Offer* open,
                                 const Caller& caller,
                                 const std::string& agent_id);

Result<Change> JoinSession(const Session& session, const Caller& caller,
                           ParticipantRole role);

}  // namespace aicc::session
