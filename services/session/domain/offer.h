#pragma once

#include <string>

#include "common/clock.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// A contact proposed to one agent for a limited time.
struct Offer {
  std::string id;  // A UUIDv7.
  std::string session_id;
  std::string agent_id;
  OfferState state = OfferState::kPending;
  TimePoint expire_time;

  friend bool operator==(const Offer&, const Offer&) = default;
};

}  // namespace aicc::session
