#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
};

// The names in the protos without their prefix, as in "SELF_SERVICE".
std::string_view Name(State state);
std::string_view Name(Channel channel);
std::string_view Name(FloorOwner owner);
std::string_view Name(OfferState state);
std::string_view Name(EndReason reason);

// The way back; kNone for anything else.
EndReason EndReasonFromName(std::string_view name);

// Who may speak to the customer.
struct Floor {
  FloorOwner owner = FloorOwner::kBot;
  std::int32_t epoch = 1;  // Grows by one at every change of owner.
  std::string agent_id;    // Empty unless an agent has it.

  friend bool operator==(const Floor&, const Floor&) = default;
};

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
  std::string offer_id;                   // The open one, while kOffered.

  friend bool operator==(const Session&, const Session&) = default;
};

// True once nothing more can happen to it but a rating.
inline bool IsOver(State state) {
  return state == State::kClosed || state == State::kAbandoned;
}

}  // namespace aicc::session
