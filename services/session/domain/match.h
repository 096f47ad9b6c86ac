#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/clock.h"
#include "common/pack_manifest.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// A contact, or an invitation to one, that waits for an agent.
struct Waiting {
  std::string session_id;
  Channel channel = Channel::kChat;
  std::string queue;  // Empty: one agent is asked, whatever they take from.
  Skills skills;      // Beside the queue's.
  TimePoint since;
  std::string preferred;              // Gets it if free.
  std::string target;                 // Nobody else does; empty: anybody.
  std::vector<std::string> excluded;  // Are on it already.
  ParticipantRole role = ParticipantRole::kNone;  // None: the contact itself.
};

// What of `session` waits for an agent by `now`, if anything does.
std::optional<Waiting> WaitingOf(const Session& session, TimePoint now);

// Why an agent was chosen.
inline constexpr std::string_view kTarget = "TARGET";
inline constexpr std::string_view kPreferred = "PREFERRED";
inline constexpr std::string_view kLongestIdle = "LONGEST_IDLE";

struct Match {
  std::string session_id;
  std::string agent_id;
  std::string choice;  // One of the above.
  std::int32_t relaxed_levels = 0;
};

// How many levels less of each skill are asked for by `now`.
std::int32_t RelaxedLevels(const QueueRule& rule, TimePoint since,
                           TimePoint now);

// Whether `agent` may be offered `waiting`: has room, takes from its queue, has
// each skill at its level less `relaxed_levels`, and is not on it.
bool CanTake(const Agent& agent, const Waiting& waiting, const QueueRule& rule,
             std::int32_t relaxed_levels);

// Gives each of `waiting`, in their order, at most one of `agents`, and each
// agent at most one: the target or the preferred one, else who has the fewest
// contacts, then who has been idle longest. Who finds nobody is passed over,
// but a call keeps one who is only busy with chats from getting more of them.
std::vector<Match> FindMatches(std::span<const Waiting> waiting,
                               std::span<const Agent> agents,
                               const PackManifest& pack, TimePoint now);

}  // namespace aicc::session
