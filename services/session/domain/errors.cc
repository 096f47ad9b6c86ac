#include "services/session/domain/errors.h"

#include <string>

#include "services/session/domain/time_text.h"

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

Failure SkillNotFound(std::string_view skill) {
  const std::string id(skill);
  return Failure({ErrorKind::kNotFound,
                  "SKILL_NOT_FOUND",
                  "the pack has no skill " + id,
                  {{"skill", id}}});
}

Failure AgentNotFound(std::string_view agent_id) {
  const std::string id(agent_id);
  return Failure({ErrorKind::kNotFound,
                  "AGENT_NOT_FOUND",
                  "there is no agent " + id +
                      "; agents are known once they set a presence or are "
                      "configured",
                  {{"agentId", id}}});
}

Failure AgentNotAvailable(const Agent& agent) {
  const std::string presence(Name(agent.presence));
  return Failure({ErrorKind::kFailedPrecondition,
                  "AGENT_NOT_AVAILABLE",
                  "agent " + agent.id + " takes no contacts now (" + presence +
                      "); choose another, or a queue",
                  {{"agentId", agent.id}, {"presence", presence}}});
}

Failure QueueClosed(std::string_view queue, std::optional<TimePoint> opens) {
  const std::string id(queue);
  const std::string when = opens ? TimeText(*opens) : "";
  return Failure({ErrorKind::kFailedPrecondition,
                  "QUEUE_CLOSED",
                  "queue " + id + " is closed" +
                      (opens ? " until " + when : std::string()) +
                      "; a call-back or a message may be left",
                  {{"queue", id}, {"opensAt", when}}});
}

Failure QueueUnstaffed(std::string_view queue) {
  const std::string id(queue);
  return Failure(
      {ErrorKind::kFailedPrecondition,
       "QUEUE_UNSTAFFED",
       "nobody who takes from queue " + id + " is at work; choose another",
       {{"queue", id}}});
}

Failure InvitationOpen(std::string_view session_id) {
  const std::string id(session_id);
  return Failure({ErrorKind::kFailedPrecondition,
                  "INVITATION_OPEN",
                  "somebody is being asked to join session " + id +
                      "; wait, or take the invitation back",
                  {{"sessionId", id}}});
}

Failure ParticipantNotFound(std::string_view session_id) {
  const std::string id(session_id);
  return Failure(
      {ErrorKind::kNotFound,
       "PARTICIPANT_NOT_FOUND",
       "nobody of that name is on session " + id + " or asked to join it",
       {{"sessionId", id}}});
}

Failure TooManyParticipants(std::string_view session_id) {
  const std::string id(session_id);
  return Failure({ErrorKind::kResourceExhausted,
                  "TOO_MANY_PARTICIPANTS",
                  "session " + id + " has as many participants as it can have",
                  {{"sessionId", id}}});
}

Failure PermissionMissing(std::string_view permission) {
  const std::string name(permission);
  return Failure({ErrorKind::kPermissionDenied,
                  "PERMISSION_MISSING",
                  "the token lacks the permission " + name,
                  {{"permission", name}}});
}

Failure ReopenWindowPassed(std::string_view session_id,
                           TimePoint closed_before) {
  const std::string id(session_id);
  const std::string when = TimeText(closed_before);
  return Failure(
      {ErrorKind::kFailedPrecondition,
       "REOPEN_WINDOW_PASSED",
       "session " + id + " closed before " + when + "; start a new session",
       {{"sessionId", id}, {"closedBefore", when}}});
}

Failure AlreadyReopened(std::string_view session_id,
                        std::string_view next_session_id) {
  const std::string id(session_id);
  const std::string next(next_session_id);
  return Failure({ErrorKind::kAlreadyExists,
                  "ALREADY_REOPENED",
                  "session " + id + " goes on as " + next,
                  {{"sessionId", next}, {"previousSessionId", id}}});
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
