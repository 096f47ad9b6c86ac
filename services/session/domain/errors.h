#pragma once

#include <string_view>

#include "common/error.h"
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
Failure OfferNotFound(std::string_view offer_id);
Failure OfferNotPending(std::string_view offer_id, OfferState state);
Failure TooManyAppends();  // "STORE_BUSY"

}  // namespace aicc::session
