#include "services/session/domain/session.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace aicc::session {
namespace {

template <typename Enum, std::size_t n>
std::string_view Look(const std::array<std::string_view, n>& names, Enum e) {
  const auto i = static_cast<std::size_t>(e);
  return i < n ? names[i] : std::string_view();
}

constexpr std::array<std::string_view, 9> kStates{
    "",        "SELF_SERVICE", "QUEUED", "OFFERED",  "CONNECTED",
    "ON_HOLD", "WRAP_UP",      "CLOSED", "ABANDONED"};
constexpr std::array<std::string_view, 3> kChannels{"", "CHAT", "VOICE"};
constexpr std::array<std::string_view, 4> kOwners{"", "BOT", "AGENT", "NOBODY"};
constexpr std::array<std::string_view, 6> kOffers{
    "", "PENDING", "ACCEPTED", "REJECTED", "TIMED_OUT", "RESCINDED"};
constexpr std::array<std::string_view, 6> kEnds{
    "",          "CUSTOMER_LEFT", "AGENT_ENDED",
    "BOT_ENDED", "LINE_FAILURE",  "FOLLOW_UP_CANCELLED"};
constexpr std::array<std::string_view, 3> kAudiences{"", "EVERYONE", "STAFF"};
constexpr std::array<std::string_view, 6> kRoles{
    "", "CONSULT", "CONFERENCE", "MONITOR", "WHISPER", "BARGE"};
constexpr std::array<std::string_view, 3> kFollowUps{"", "CALLBACK", "MESSAGE"};

}  // namespace

std::string_view Name(State state) { return Look(kStates, state); }
std::string_view Name(Channel channel) { return Look(kChannels, channel); }
std::string_view Name(FloorOwner owner) { return Look(kOwners, owner); }
std::string_view Name(OfferState state) { return Look(kOffers, state); }
std::string_view Name(EndReason reason) { return Look(kEnds, reason); }
std::string_view Name(Audience audience) { return Look(kAudiences, audience); }
std::string_view Name(ParticipantRole role) { return Look(kRoles, role); }
std::string_view Name(FollowUpKind kind) { return Look(kFollowUps, kind); }

const Participant* FindParticipant(const SessionHead& session,
                                   std::string_view agent_id) {
  const auto found =
      std::ranges::find(session.participants, agent_id, &Participant::agent_id);
  return found != session.participants.end() ? &*found : nullptr;
}

EndReason EndReasonFromName(std::string_view name) {
  for (std::size_t i = 1; i < kEnds.size(); ++i) {
    if (kEnds[i] == name) return static_cast<EndReason>(i);
  }
  return EndReason::kNone;
}

}  // namespace aicc::session
