#pragma once

#include <optional>
#include <string_view>

#include "common/clock.h"
#include "common/error.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// The errors of this service; protos/aicc/session/v1 says what each is for.

Failure SessionNotFound(std::string_view session_id);
Failure SessionClosed(const SessionHead& session);
Failure FloorTaken(const SessionHead& session);  // "FLOOR_CHANGED"
Failure NotYourContact(std::string_view session_id);
Failure SpeakerNotAllowed();
Failure WrongState(const SessionHead& session);
Failure LogUnreadable(std::string_view session_id, std::int32_t after_seq);
Failure AfterSeqAhead(std::int32_t after_seq, std::int32_t last_seq);
Failure BadPageToken();
Failure NothingToSearch();
Failure QueryWithoutWords();
Failure QueueNotFound(std::string_view queue);
Failure DispositionNotFound(std::string_view disposition);
Failure SkillNotFound(std::string_view skill);
Failure AgentNotFound(std::string_view agent_id);
Failure AgentNotAvailable(const Agent& agent);
Failure QueueClosed(std::string_view queue, std::optional<TimePoint> opens);
Failure QueueUnstaffed(std::string_view queue);
Failure InvitationOpen(std::string_view session_id);
Failure ParticipantNotFound(std::string_view session_id);
Failure TooManyParticipants(std::string_view session_id);
Failure PermissionMissing(std::string_view permission);
Failure ReopenWindowPassed(std::string_view session_id,
                           TimePoint closed_before);
Failure AlreadyReopened(std::string_view session_id,
                        std::string_view next_session_id);
Failure OfferNotFound(std::string_view offer_id);
Failure OfferNotPending(std::string_view offer_id, OfferState state);
Failure TooManyAppends();  // "STORE_BUSY"

}  // namespace aicc::session
