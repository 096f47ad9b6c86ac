#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/call_context.h"
#include "common/clock.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// Field numbers of Event's body in protos/aicc/session/v1/session.proto.
enum class EventType : std::int16_t {
  kUtterance = 10,
  kSessionStarted,
  kAiNotice,
  kStateChanged,
  kFloorChanged,
  kAnswerRecorded,
  kOfferChanged,
  kRating,
  kWrapUpCompleted,
  kUnderstood,
  kParticipantChanged,
  kFollowUpRequested,
};

// Who did something. Without a subject: the customer or a service.
struct Actor {
  Role role = Role::kService;
  std::string id;
};

enum class ParticipantChange : std::int16_t {
  kInvited = 1,
  kJoined,
  kLeft,
  kInvitationEnded,
};

struct Utterance {
  Speaker speaker = Speaker::kCustomer;
  std::string text;
  std::int32_t floor_epoch = 0;  // 0: not named.
  std::string agent_id;
  std::optional<double> confidence;
  Audience audience = Audience::kEveryone;
};

struct SessionStarted {
  Channel channel = Channel::kChat;
  std::string locale;
  std::string source;
  std::string previous_id;
};

struct StateChanged {
  State from = State::kSelfService;
  State to = State::kSelfService;
  std::string reason;
  std::string queue;
  std::string agent_id;
  std::string brief;  // Proto3 JSON, or empty.
  Actor by;
  std::string note;          // Why, in their words.
  bool keeps_place = false;  // In the queue it was in.
  // What is asked of agents, where a queue is entered.
  std::int32_t priority = 0;
  Skills skills;
  std::string preferred_agent;
  std::string target_agent;
  std::optional<TimePoint> expire_time;  // Of wrap-up, where that is entered.
};

struct ParticipantChanged {
  std::string agent_id;  // Empty while a queue is asked.
  ParticipantRole role = ParticipantRole::kConsult;
  ParticipantChange change = ParticipantChange::kJoined;
  Actor by;
  std::string reason;
  std::string queue;
  std::string note;  // Why, in their words.
};

struct FollowUpRequested {
  FollowUp follow_up;
  Actor by;
};

struct FloorChanged {
  Floor floor;
};

struct OfferChanged {
  std::string offer_id;
  std::string agent_id;
  OfferState state = OfferState::kPending;
  TimePoint expire_time;
  ParticipantRole role = ParticipantRole::kNone;  // None: of the contact.
  std::string choice;  // Why this agent: see Choice in match.h.
  std::int32_t relaxed_levels = 0;
};

struct WrapUpCompleted {
  std::string disposition;
  std::string note;
  std::string agent_id;
};

// What this service keeps for others, with as much of it as its rules need.
struct Noted {
  EventType type = EventType::kAiNotice;  // kAiNotice, kAnswerRecorded,
                                          // kRating or kUnderstood.
  std::string json;                       // Proto3 JSON of the body.
  std::int32_t floor_epoch = 0;           // kAiNotice: written under this.
  std::string intent;                     // kUnderstood.
};

using EventBody = std::variant<Utterance, SessionStarted, StateChanged,
                               FloorChanged, OfferChanged, WrapUpCompleted,
                               ParticipantChanged, FollowUpRequested, Noted>;

// One entry of a contact's log. Never changed, never removed.
struct Event {
  std::int32_t seq = 0;   // From 1, without gaps.
  std::string event_id;   // Unique in the contact.
  TimePoint event_time;   // When it happened, as told by who appended it.
  TimePoint record_time;  // When it was saved, by our clock.
  EventBody body;
};

EventType TypeOf(const EventBody& body);

// The proto3 JSON of a body. REQUIRES: it is no Utterance.
std::string JsonOf(const EventBody& body);

// What an event makes of a contact. Every change of a contact goes through
// here, so that its log alone can tell it again.
//
// REQUIRES: event.seq == session->last_seq + 1
void Apply(Session* session, const Event& event);

// The same, for bodies that change the head only: Utterance and Noted.
void Apply(SessionHead* head, const Event& event);

}  // namespace aicc::session
