#pragma once

#include <string>

#include "common/call_context.h"
#include "common/error.h"
#include "services/session/domain/event.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// A customer sees their own contacts only; others are SessionNotFound to them.
Result<void> MaySee(const Caller& caller, std::string_view customer_id,
                    std::string_view session_id);

// Whose ids a request id to start a contact with is one of: a customer's are
// their own, so that another's cannot be guessed to read their contact; those
// of the tenant's staff and systems are shared.
std::string RequesterOf(const Caller& caller);

// True for those who take contacts, and so may touch only what is theirs.
bool TakesContacts(Role role);

// Who speaks for other systems, and may say that they gave a contact to an
// agent.
bool MayRoute(Role role);

// True while the caller, an agent, has the contact.
bool IsOnContact(const Caller& caller, const SessionHead& head);

// Whether `caller` may append `*body` to `head` now. Completes an agent's own
// utterance with who said it.
//
// SessionNotFound, SpeakerNotAllowed, NotYourContact, SessionClosed, WrongState
// (nobody to consult with) or FloorTaken otherwise. An utterance without an
// epoch is not held against the floor: what was said on a line was said.
Result<void> MayAppend(const Caller& caller, const SessionHead& head,
                       EventBody* body);

}  // namespace aicc::session
