#include "services/session/domain/access.h"

#include "services/session/domain/errors.h"
#include "services/session/domain/floor.h"

namespace aicc::session {
namespace {

bool IsRating(const EventBody& body) {
  return TypeOf(body) == EventType::kRating;
}

// What each role may say at all, whatever the contact.
bool RoleMaySay(Role role, const EventBody& body) {
  const auto* utterance = std::get_if<Utterance>(&body);
  switch (role) {
    case Role::kCustomer:
      return utterance != nullptr ? utterance->speaker == Speaker::kCustomer
                                  : IsRating(body);
    case Role::kAgent:
    case Role::kSupervisor:
      return utterance != nullptr && utterance->speaker == Speaker::kAgent;
    case Role::kAdmin:
      return utterance != nullptr || IsRating(body);
    case Role::kService:
      return true;
  }
  return false;
}

// Once an agent has ended a chat, nobody reads what the customer still writes.
// A call's last words may be transcribed after its end.
bool IsTooLate(const SessionHead& head, const EventBody& body) {
  const auto* utterance = std::get_if<Utterance>(&body);
  return utterance != nullptr && utterance->speaker == Speaker::kCustomer &&
         head.state == State::kWrapUp && head.channel == Channel::kChat;
}

Result<void> HasFloor(const SessionHead& head, const EventBody& body) {
  if (const auto* utterance = std::get_if<Utterance>(&body)) {
    if (utterance->audience == Audience::kStaff) return {};
    if (utterance->floor_epoch == 0) return {};
    return MaySpeak(head, utterance->speaker, utterance->floor_epoch);
  }
  const auto* noted = std::get_if<Noted>(&body);
  if (noted != nullptr && noted->type == EventType::kAiNotice) {
    return MaySpeak(head, Speaker::kBot, noted->floor_epoch);
  }
  return {};
}

// Who of the staff may say something to whom.
Result<void> MayTalk(const Caller& caller, const SessionHead& head,
                     const Utterance& utterance) {
  const auto* there = FindParticipant(head, caller.subject);
  // Who had the contact a moment ago learns that the floor has changed.
  if (there == nullptr && head.agent_id != caller.subject) {
    return NotYourContact(head.id);
  }
  if (there == nullptr) return {};
  const bool to_staff = utterance.audience == Audience::kStaff;
  const bool may = to_staff ? there->role != ParticipantRole::kMonitor
                            : SpeaksToAll(there->role);
  if (!may) return SpeakerNotAllowed();
  return {};
}

// There is nobody to consult with.
bool IsPrivateTooLate(const SessionHead& head, const EventBody& body) {
  const auto* utterance = std::get_if<Utterance>(&body);
  return utterance != nullptr && utterance->audience == Audience::kStaff &&
         !IsWithAgent(head.state);
}

}  // namespace

Result<void> MaySee(const Caller& caller, std::string_view customer_id,
                    std::string_view session_id) {
  if (caller.role == Role::kCustomer && caller.subject != customer_id) {
    return SessionNotFound(session_id);
  }
  return {};
}

std::string RequesterOf(const Caller& caller) {
  if (caller.role != Role::kCustomer) return {};
  return "customer:" + caller.subject;
}

bool TakesContacts(Role role) {
  return role == Role::kAgent || role == Role::kSupervisor;
}

bool MayRoute(Role role) {
  return role == Role::kAdmin || role == Role::kService;
}

bool IsOnContact(const Caller& caller, const SessionHead& head) {
  return head.agent_id == caller.subject && IsWithAgent(head.state);
}

Result<void> MayAppend(const Caller& caller, const SessionHead& head,
                       EventBody* body) {
  if (auto seen = MaySee(caller, head.customer_id, head.id); !seen) {
    return seen;
  }
  if (!RoleMaySay(caller.role, *body)) return SpeakerNotAllowed();
  if ((IsOver(head.state) && !IsRating(*body)) || IsTooLate(head, *body)) {
    return SessionClosed(head);
  }
  if (TakesContacts(caller.role)) {
    auto& utterance = std::get<Utterance>(*body);
    if (auto may = MayTalk(caller, head, utterance); !may) return may;
    utterance.agent_id = caller.subject;
  }
  if (IsPrivateTooLate(head, *body)) return WrongState(head);
  return HasFloor(head, *body);
}

}  // namespace aicc::session
