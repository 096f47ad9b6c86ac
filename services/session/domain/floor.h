#pragma once

#include <optional>
#include <string>

#include "common/error.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// The floor in `state`: the bot's in self-service, the agent's while one is
// connected, else nobody's: on hold the customer hears no one. `agent_id` is
// that agent; who confers or has barged in speaks under their floor.
//
// The epoch is one higher if the owner changes; nothing if it does not.
std::optional<Floor> FloorAfter(const Floor& floor, State state,
                                const std::string& agent_id);

// Checks that `speaker` has the floor of `head` in `epoch`, see FloorChanged().
// Customers need none.
Result<void> MaySpeak(const SessionHead& head, Speaker speaker,
                      std::int32_t epoch);

}  // namespace aicc::session
