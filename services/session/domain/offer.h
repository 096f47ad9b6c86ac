#pragma once

#include <cstdint>
#include <string>

#include "common/clock.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// A contact, or a place on one, proposed to one agent for a limited time.
struct Offer {
  std::string id;  // A UUIDv7.
  std::string session_id;
  std::string agent_id;
  OfferState state = OfferState::kPending;
  TimePoint expire_time;
  ParticipantRole role = ParticipantRole::kNone;  // None: the contact itself.
  std::string choice;  // Why this agent, see match.h. While it is made only.
  std::int32_t relaxed_levels = 0;  // The same.

  friend bool operator==(const Offer&, const Offer&) = default;
};

}  // namespace aicc::session
