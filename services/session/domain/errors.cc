#include "services/session/domain/errors.h"

#include <string>

namespace aicc::session {

Failure SessionNotFound(std::string_view session_id) {
  const std::string id(session_id);
  return Failure({ErrorKind::kNotFound,
                  "SESSION_NOT_FOUND",
                  "there is no session " + id,
                  {{"sessionId", id}}});
}

Failure SessionClosed(const SessionHead& session) {
  const std::string state(Name(session.state));
  return Failure({ErrorKind::kFailedPrecondition,
                  "SESSION_CLOSED",
                  "session " + session.id + " is " + state +
                      "; only a rating is taken, start a new session",
                  {{"sessionId", session.id}, {"state", state}}});
}

Failure FloorTaken(const SessionHead& session) {
  const std::string owner(Name(session.floor.owner));
  const std::string epoch = std::to_string(session.floor.epoch);
  return Failure({ErrorKind::kFailedPrecondition,
                  "FLOOR_CHANGED",
                  "the floor of session " + session.id + " is with " + owner +
                      " in epoch " + epoch + "; do not say it",
                  {{"sessionId", session.id},
                   {"floorOwner", owner},
                   {"floorEpoch", epoch}}});
}

Failure NotYourContact(std::string_view session_id) {
  const std::string id(session_id);
  return Failure({ErrorKind::kPermissionDenied,
                  "NOT_YOUR_CONTACT",
                  "session " + id + " is not with the calling agent",
                  {{"sessionId", id}}});
}

Failure SpeakerNotAllowed() {
  return Failure({ErrorKind::kPermissionDenied,
                  "SPEAKER_NOT_ALLOWED",
                  "the caller's role may not append this, or not for this "
                  "speaker",
                  {}});
}

Failure WrongState(const SessionHead& session) {
  const std::string state(Name(session.state));
  return Failure(
      {ErrorKind::kFailedPrecondition,
       "WRONG_STATE",
       "session " + session.id + " is " + state + ", which does not allow this",
       {{"sessionId", session.id}, {"state", state}}});
}

Failure LogUnreadable(std::string_view session_id, std::int32_t after_seq) {
  const std::string id(session_id);
  const std::string seq = std::to_string(after_seq);
  return Failure({ErrorKind::kInternal,
                  "LOG_UNREADABLE",
                  "the log of session " + id + " cannot be read after " + seq,
                  {{"sessionId", id}, {"afterSeq", seq}}});
}

Failure AfterSeqAhead(std::int32_t after_seq, std::int32_t last_seq) {
  const std::string after = std::to_string(after_seq);
  const std::string last = std::to_string(last_seq);
  return Failure({ErrorKind::kInvalidArgument,
                  "AFTER_SEQ_AHEAD",
                  "after_seq " + after + " is ahead of the log's last, " + last,
                  {{"afterSeq", after}, {"lastSeq", last}}});
}

Failure BadPageToken() {
  return Failure({ErrorKind::kInvalidArgument,
                  "BAD_PAGE_TOKEN",
                  "page_token is not one this method gave",
                  {{"field", "page_token"}}});
}

Failure NothingToSearch() {
  return Failure({ErrorKind::kInvalidArgument,
                  "NOTHING_TO_SEARCH",
                  "a search needs a filter or a query",
                  {}});
}

Failure QueryWithoutWords() {
  return Failure({ErrorKind::kInvalidArgument,
                  "QUERY_WITHOUT_WORDS",
                  "the query has no letter and no digit",
                  {{"field", "query"}}});
}

Failure QueueNotFound(std::string_view queue) {
  const std::string id(queue);
  return Failure({ErrorKind::kNotFound,
                  "QUEUE_NOT_FOUND",
                  "there is no queue " + id,
                  {{"queue", id}}});
}

Failure DispositionNotFound(std::string_view disposition) {
  const std::string id(disposition);
  return Failure({ErrorKind::kNotFound,
                  "DISPOSITION_NOT_FOUND",
                  "there is no disposition " + id,
                  {{"disposition", id}}});
}

Failure OfferNotFound(std::string_view offer_id) {
  const std::string id(offer_id);
  return Failure({ErrorKind::kNotFound,
                  "OFFER_NOT_FOUND",
                  "the calling agent has no offer " + id,
                  {{"offerId", id}}});
}

Failure OfferNotPending(std::string_view offer_id, OfferState state) {
  const std::string id(offer_id);
  const std::string name(Name(state));
  return Failure({ErrorKind::kFailedPrecondition,
                  "OFFER_NOT_PENDING",
                  "offer " + id + " is " + name,
                  {{"offerId", id}, {"state", name}}});
}

Failure TooManyAppends() {
  return Failure({ErrorKind::kResourceExhausted,
                  "STORE_BUSY",
                  "too many events wait to be saved; slow down",
                  {}});
}

}  // namespace aicc::session
