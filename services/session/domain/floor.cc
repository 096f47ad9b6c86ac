#include "services/session/domain/floor.h"

#include "services/session/domain/errors.h"

namespace aicc::session {
namespace {

FloorOwner OwnerIn(State state) {
  switch (state) {
    case State::kSelfService:
      return FloorOwner::kBot;
    case State::kConnected:
      return FloorOwner::kAgent;
    default:
      return FloorOwner::kNobody;
  }
}

}  // namespace

std::optional<Floor> FloorAfter(const Floor& floor, State state,
                                const std::string& agent_id) {
  const FloorOwner owner = OwnerIn(state);
  const std::string& agent =
      owner == FloorOwner::kAgent ? agent_id : std::string();
  if (owner == floor.owner && agent == floor.agent_id) return std::nullopt;
  return Floor{owner, floor.epoch + 1, agent};
}

Result<void> MaySpeak(const SessionHead& head, Speaker speaker,
                      std::int32_t epoch) {
  if (speaker == Speaker::kCustomer) return {};
  const FloorOwner owner =
      speaker == Speaker::kBot ? FloorOwner::kBot : FloorOwner::kAgent;
  if (head.floor.owner == owner && head.floor.epoch == epoch) return {};
  return FloorTaken(head);
}

}  // namespace aicc::session
