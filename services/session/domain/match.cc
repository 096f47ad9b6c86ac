#include "services/session/domain/match.h"

#include <algorithm>
#include <tuple>

namespace aicc::session {
namespace {

bool HasSkills(const Agent& agent, const Skills& asked, std::int32_t relaxed) {
  return std::ranges::all_of(asked, [&](const auto& skill) {
    const std::int32_t level = skill.second - relaxed;
    if (level <= 0) return true;
    const auto found = agent.skills.find(skill.first);
    return found != agent.skills.end() && found->second >= level;
  });
}

// The less, the sooner.
auto Turn(const Agent& agent) {
  return std::tuple(agent.engagements.size(), agent.idle_time,
                    std::string_view(agent.id));
}

std::string_view ChoiceOf(const Waiting& waiting, const Agent& agent) {
  if (agent.id == waiting.target) return kTarget;
  return agent.id == waiting.preferred ? kPreferred : kLongestIdle;
}

// nullptr if nobody can take it.
const Agent* Choose(const Waiting& waiting,
                    const std::vector<const Agent*>& free,
                    const QueueRule& rule, std::int32_t relaxed) {
  const Agent* best = nullptr;
  for (const Agent* agent : free) {
    if (!CanTake(*agent, waiting, rule, relaxed)) continue;
    if (agent->id == waiting.preferred) return agent;
    if (best == nullptr || Turn(*agent) < Turn(*best)) best = agent;
  }
  return best;
}

// Who could take a call once they have nothing else: chats that come after it
// must not fill them again and again.
const Agent* SpareFor(const Waiting& call,
                      const std::vector<const Agent*>& free,
                      const QueueRule& rule, std::int32_t relaxed) {
  for (const Agent* agent : free) {
    Agent idle = *agent;
    idle.engagements.clear();
    if (CanTake(idle, call, rule, relaxed)) return agent;
  }
  return nullptr;
}

std::vector<std::string> OnIt(const Session& session) {
  std::vector<std::string> all;
  if (IsWithAgent(session.state)) all.push_back(session.agent_id);
  for (const Participant& p : session.participants) {
    if (!IsSupervising(p.role)) all.push_back(p.agent_id);
  }
  return all;
}

}  // namespace

std::optional<Waiting> WaitingOf(const Session& session, TimePoint now) {
  const auto& invitation = session.invitation;
  if (invitation && session.offer_id.empty()) {
    return Waiting{session.id,
                   session.channel,
                   invitation->queue,
                   {},
                   invitation->invite_time,
                   {},
                   invitation->agent_id,
                   OnIt(session),
                   invitation->role};
  }
  if (session.state != State::kQueued || !session.queue_time) return {};
  if (session.follow_up && session.follow_up->not_before > now) return {};
  return Waiting{
      session.id,           session.channel,     session.queue,
      session.skills,       *session.queue_time, session.preferred_agent,
      session.target_agent, OnIt(session),       ParticipantRole::kNone};
}

std::int32_t RelaxedLevels(const QueueRule& rule, TimePoint since,
                           TimePoint now) {
  if (!rule.relax_after || now <= since) return 0;
  const auto steps = (now - since) / *rule.relax_after;
  return static_cast<std::int32_t>(std::min<std::int64_t>(steps, kMaxLevel));
}

bool CanTake(const Agent& agent, const Waiting& waiting, const QueueRule& rule,
             std::int32_t relaxed_levels) {
  if (!HasRoom(agent, waiting.channel)) return false;
  if (std::ranges::count(waiting.excluded, agent.id) > 0) return false;
  // Who was asked for by name is not asked what they can.
  if (!waiting.target.empty()) return agent.id == waiting.target;
  return TakesFrom(agent, waiting.queue) &&
         HasSkills(agent, rule.skills, relaxed_levels) &&
         HasSkills(agent, waiting.skills, relaxed_levels);
}

std::vector<Match> FindMatches(std::span<const Waiting> waiting,
                               std::span<const Agent> agents,
                               const PackManifest& pack, TimePoint now) {
  std::vector<const Agent*> free;
  for (const Agent& agent : agents) free.push_back(&agent);
  std::vector<Match> matches;
  for (const Waiting& one : waiting) {
    if (free.empty()) break;
    const QueueRule& rule = pack.RuleOf(one.queue);
    const std::int32_t relaxed = RelaxedLevels(rule, one.since, now);
    const Agent* agent = Choose(one, free, rule, relaxed);
    if (agent == nullptr) {
      if (one.channel != Channel::kVoice) continue;
      const Agent* spare = SpareFor(one, free, rule, relaxed);
      if (spare != nullptr) std::erase(free, spare);
      continue;
    }
    matches.push_back({one.session_id, agent->id,
                       std::string(ChoiceOf(one, *agent)), relaxed});
    std::erase(free, agent);
  }
  return matches;
}

}  // namespace aicc::session
