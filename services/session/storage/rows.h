#pragma once

#include <optional>
#include <pqxx/pqxx>
#include <string>

#include "common/clock.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/event.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// From rows of the queries in queries/, by the names of their columns.

Session SessionFromRow(const pqxx::row& row);
SessionHead HeadFromRow(const pqxx::row& row);  // Of lock_heads; by position.
Event EventFromRow(const pqxx::row& row);
Offer OfferFromRow(const pqxx::row& row);
Agent AgentFromRow(const pqxx::row& row);

// To parameters: µs since the epoch, null for nothing.
std::int64_t Micros(TimePoint time);
std::optional<std::string> Micros(const std::optional<TimePoint>& time);
std::optional<TimePoint> TimeFrom(const pqxx::field& micros);

// A parameter that is null if there is nothing; borrows from its argument.
const char* OrNull(const std::optional<std::string>& text);
const char* OrNull(const std::string& text);  // Null if empty.

template <typename Enum>
std::int16_t Number(Enum e) {
  return static_cast<std::int16_t>(e);
}

}  // namespace aicc::session
