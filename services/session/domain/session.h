#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.h"

namespace aicc::session {

// The numbers are those of the enums in protos/aicc/session/v1, in memory, on
// the wire and in the tables.

enum class State : std::int16_t {
  kSelfService = 1,
  kQueued,
  kOffered,
  kConnected,
  kOnHold,
  kWrapUp,
  kClosed,
  kAbandoned,
};

enum class Channel : std::int16_t { kChat = 1, kVoice };

// Whom an utterance is for.
enum class Audience : std::int16_t { kEveryone = 1, kStaff };

// What somebody may do on a contact that is not theirs.
enum class ParticipantRole : std::int16_t {
  kNone = 0,
  kConsult,
  kConference,
  kMonitor,
  kWhisper,
  kBarge,
};

enum class FollowUpKind : std::int16_t { kCallback = 1, kMessage };

enum class Speaker : std::int16_t { kCustomer = 1, kBot, kAgent };

enum class FloorOwner : std::int16_t { kBot = 1, kAgent, kNobody };

enum class OfferState : std::int16_t {
  kPending = 1,
  kAccepted,
  kRejected,
  kTimedOut,
  kRescinded,
};

enum class EndReason : std::int16_t {
  kNone = 0,  // The conversation has not ended.
  kCustomerLeft,
  kAgentEnded,
  kBotEnded,
  kLineFailure,
  kFollowUpCancelled,
};

// The names in the protos without their prefix, as in "SELF_SERVICE".
std::string_view Name(State state);
std::string_view Name(Channel channel);
std::string_view Name(FloorOwner owner);
std::string_view Name(OfferState state);
std::string_view Name(EndReason reason);
std::string_view Name(Audience audience);
std::string_view Name(ParticipantRole role);
std::string_view Name(FollowUpKind kind);

// The way back; kNone for anything else.
EndReason EndReasonFromName(std::string_view name);

// Who may speak to the customer.
struct Floor {
  FloorOwner owner = FloorOwner::kBot;
  std::int32_t epoch = 1;  // Grows by one at every change of owner.
  std::string agent_id;    // Empty unless an agent has it.

  friend bool operator==(const Floor&, const Floor&) = default;
};

// Somebody of the staff on a contact, beside its agent.
struct Participant {
  std::string agent_id;
  ParticipantRole role = ParticipantRole::kMonitor;
  TimePoint join_time;

  friend bool operator==(const Participant&, const Participant&) = default;
};

// Somebody who was asked in and has not come yet: one agent or anybody of a
// queue, the other being empty.
struct Invitation {
  ParticipantRole role = ParticipantRole::kConsult;
  std::string queue;
  std::string agent_id;
  TimePoint invite_time;

  friend bool operator==(const Invitation&, const Invitation&) = default;
};

// What a customer waits for without staying.
struct FollowUp {
  FollowUpKind kind = FollowUpKind::kCallback;
  std::string phone_number;  // E.164; empty for a message.
  TimePoint not_before;      // Offered to nobody before this.

  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

// Skill → level, 1 to 5.
using Skills = std::map<std::string, std::int32_t, std::less<>>;

// What must be known of a contact to append to its log: the part that is read
// and locked for every batch of appends.
struct SessionHead {
  std::string id;  // A UUIDv7.
  std::string customer_id;
  Channel channel = Channel::kChat;
  State state = State::kSelfService;
  Floor floor;
  std::int32_t last_seq = 0;
  std::string agent_id;  // Who has or had it; empty before the first.
  std::string intent;    // The latest that was understood.
  std::vector<Participant> participants;

  friend bool operator==(const SessionHead&, const SessionHead&) = default;
};

// A contact as its log has made it.
struct Session : SessionHead {
  std::string locale;
  std::string customer_name;
  std::string source;
  std::string queue;        // The one it waits or waited in.
  std::string brief;        // Proto3 JSON of aicc.common.v1.Brief, or empty.
  std::string disposition;  // Set in wrap-up.
  EndReason end_reason = EndReason::kNone;
  TimePoint start_time;
  std::optional<TimePoint> queue_time;    // When it last entered a queue.
  std::optional<TimePoint> connect_time;  // When an agent last accepted.
  std::optional<TimePoint> end_time;      // Of the conversation.
  std::optional<TimePoint> close_time;    // When nothing was left to do.
  std::string offer_id;  // The open one: of the contact, while kOffered, or
                         // of the invitation.
  std::int32_t priority = 0;    // 0 to 9.
  Skills skills;                // Asked for, beside the queue's.
  std::string preferred_agent;  // Gets it if free; empty: nobody named.
  std::string target_agent;     // Nobody else does while available.
  std::optional<Invitation> invitation;
  std::optional<FollowUp> follow_up;  // Until an agent has it.
  std::string previous_id;            // The contact that this one reopens.
  std::optional<TimePoint> wrap_up_expire_time;

  friend bool operator==(const Session&, const Session&) = default;
};

// True while the customer is with an agent.
inline bool IsWithAgent(State state) {
  return state == State::kConnected || state == State::kOnHold;
}

// True if who has `role` speaks to the customer.
inline bool SpeaksToAll(ParticipantRole role) {
  return role == ParticipantRole::kConference ||
         role == ParticipantRole::kBarge;
}

// True for those who came without being asked in.
inline bool IsSupervising(ParticipantRole role) {
  return role == ParticipantRole::kMonitor ||
         role == ParticipantRole::kWhisper || role == ParticipantRole::kBarge;
}

// The participant of that name; nullptr if there is none.
const Participant* FindParticipant(const SessionHead& session,
                                   std::string_view agent_id);

// True once nothing more can happen to it but a rating.
inline bool IsOver(State state) {
  return state == State::kClosed || state == State::kAbandoned;
}

}  // namespace aicc::session
