#include "services/session/domain/staff_verbs.h"

#include <utility>

#include "common/auth.h"
#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/state_table.h"

namespace aicc::session {
namespace {

// Systems act for the agent; agents for themselves.
Result<void> MustBeTheirs(const Session& session, const Caller& caller) {
  if (!TakesContacts(caller.role)) return {};
  // Who has or had it learns of its state instead.
  if (session.agent_id == caller.subject) return {};
  return NotYourContact(session.id);
}

Result<State> MustBeTheirs(const Session& session, const Caller& caller,
                           Verb verb) {
  if (auto theirs = MustBeTheirs(session, caller); !theirs) {
    return Failure(theirs.error());
  }
  return MustNext(session, verb);
}

StateChanged Becoming(const Session& session, State to, std::string_view reason,
                      const Caller& caller, std::string_view note) {
  StateChanged entered;
  entered.to = to;
  entered.reason = std::string(reason);
  entered.agent_id = session.agent_id;
  entered.by = ActorOf(caller);
  entered.note = std::string(note);
  return entered;
}

// Somebody who is at work, and takes such contacts.
Result<void> MustBeAvailable(const Session& session, std::string_view agent_id,
                             const Agent* known) {
  if (known == nullptr) return AgentNotFound(agent_id);
  if (known->wish != Presence::kAvailable ||
      CapacityOn(*known, session.channel) == 0) {
    return AgentNotAvailable(*known);
  }
  return {};
}

// On the contact, and not to watch over it.
const Participant* FindColleague(const Session& session,
                                 std::string_view agent_id) {
  const auto* found = FindParticipant(session, agent_id);
  return found == nullptr || IsSupervising(found->role) ? nullptr : found;
}

ParticipantChanged Participation(const Participant& of,
                                 ParticipantChange change, const Caller& by,
                                 std::string_view reason) {
  return {of.agent_id,         of.role, change, ActorOf(by),
          std::string(reason), {},      {}};
}

// It goes over to a colleague who is on it, who is no participant any more.
Change TakeOver(const Session& session, State to, const Offer* open,
                const Caller& caller, const Participant& to_whom,
                std::string_view note) {
  Change change;
  if (session.invitation) {
    Rescind(&change, open);
    change.events.emplace_back(
        ParticipantChanged{session.invitation->agent_id,
                           session.invitation->role,
                           ParticipantChange::kInvitationEnded,
                           ActorOf(caller),
                           "TRANSFERRED",
                           session.invitation->queue,
                           {}});
  }
  change.events.emplace_back(
      Participation(to_whom, ParticipantChange::kLeft, caller, "TOOK_OVER"));
  StateChanged entered =
      Becoming(session, to, "TRANSFERRED_WARM", caller, note);
  entered.agent_id = to_whom.agent_id;
  Enter(&change, session, std::move(entered));
  change.agents.push_back({session.agent_id, AgentMove::kFree});
  change.agents.push_back({to_whom.agent_id, AgentMove::kConnected});
  return change;
}

// Colleagues who are asked in once are not asked again.
Result<void> MayInvite(const Session& session, const Invitation& asked,
                       const Agent* known) {
  if (session.invitation) return InvitationOpen(session.id);
  if (session.participants.size() >= kMaxParticipants) {
    return TooManyParticipants(session.id);
  }
  if (asked.agent_id.empty()) return {};
  return MustBeAvailable(session, asked.agent_id, known);
}

bool MayRemove(const Session& session, const Caller& caller,
               const Participant& whom) {
  if (!TakesContacts(caller.role) || whom.agent_id == caller.subject ||
      caller.Has(Permission::kBarge)) {
    return true;
  }
  return IsOnContact(caller, session) && !IsSupervising(whom.role);
}

Result<Change> TakeInvitationBack(const Session& session, const Offer* open,
                                  const Caller& caller) {
  if (auto theirs = MustBeTheirs(session, caller); !theirs) {
    return Failure(theirs.error());
  }
  if (!session.invitation) return ParticipantNotFound(session.id);
  Change change;
  Rescind(&change, open);
  change.events.emplace_back(
      ParticipantChanged{session.invitation->agent_id,
                         session.invitation->role,
                         ParticipantChange::kInvitationEnded,
                         ActorOf(caller),
                         "TAKEN_BACK",
                         session.invitation->queue,
                         {}});
  return change;
}

Permission NeededFor(ParticipantRole role) {
  switch (role) {
    case ParticipantRole::kWhisper:
      return Permission::kWhisper;
    case ParticipantRole::kBarge:
      return Permission::kBarge;
    default:
      return Permission::kMonitor;
  }
}

}  // namespace

Result<Change> Hold(const Session& session, const Caller& caller,
                    std::string_view note) {
  const auto to = MustBeTheirs(session, caller, Verb::kHold);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session, Becoming(session, *to, "HELD", caller, note));
  return change;
}

Result<Change> Resume(const Session& session, const Caller& caller) {
  const auto to = MustBeTheirs(session, caller, Verb::kResume);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session, Becoming(session, *to, "RESUMED", caller, {}));
  return change;
}

Result<Change> Transfer(const Session& session, const Offer* open,
                        const Caller& caller, const QueueEntry& entry) {
  const auto to = MustBeTheirs(session, caller, Verb::kTransfer);
  if (!to) return Failure(to.error());
  Change change;
  Rescind(&change, open);
  SendAllAway(&change, session, ActorOf(caller), "TRANSFERRED");
  StateChanged entered =
      Becoming(session, *to, entry.reason, caller, entry.note);
  entered.queue = entry.queue;
  entered.priority = entry.priority;
  entered.skills = entry.skills;
  entered.preferred_agent = entry.preferred_agent;
  entered.target_agent = entry.target_agent;
  Enter(&change, session, std::move(entered));
  change.agents.push_back({session.agent_id, AgentMove::kFree});
  return change;
}

Result<Change> TransferTo(const Session& session, const Offer* open,
                          const Caller& caller, std::string_view agent_id,
                          const Agent* known, std::string_view note,
                          std::string_view default_queue) {
  const auto* colleague = FindColleague(session, agent_id);
  const Verb verb = colleague != nullptr ? Verb::kTakeOver : Verb::kTransfer;
  const auto to = MustBeTheirs(session, caller, verb);
  if (!to) return Failure(to.error());
  if (agent_id == session.agent_id) {
    return InvalidField("agent_id", "must not be the contact's own agent");
  }
  if (colleague != nullptr) {
    return TakeOver(session, *to, open, caller, *colleague, note);
  }
  if (auto there = MustBeAvailable(session, agent_id, known); !there) {
    return Failure(there.error());
  }
  return Transfer(session, open, caller,
                  {.queue = session.queue.empty() ? std::string(default_queue)
                                                  : session.queue,
                   .reason = "TRANSFERRED_TO_AGENT",
                   .brief = {},
                   .note = std::string(note),
                   .priority = session.priority,
                   .skills = {},
                   .preferred_agent = {},
                   .target_agent = std::string(agent_id)});
}

Result<Change> AddParticipant(const Session& session, const Caller& caller,
                              const Invitation& asked, const Agent* known,
                              std::string_view note) {
  if (auto theirs = MustBeTheirs(session, caller); !theirs) {
    return Failure(theirs.error());
  }
  if (!IsWithAgent(session.state)) return WrongState(session);
  if (asked.agent_id == session.agent_id) {
    return InvalidField("agent_id", "must not be the contact's own agent");
  }
  Change change;
  if (const auto* there = FindColleague(session, asked.agent_id)) {
    if (there->role == asked.role) return change;
    Participant as_asked = *there;
    as_asked.role = asked.role;
    change.events.emplace_back(Participation(
        as_asked, ParticipantChange::kJoined, caller, "ROLE_CHANGED"));
    return change;
  }
  if (auto may = MayInvite(session, asked, known); !may) {
    return Failure(may.error());
  }
  change.events.emplace_back(ParticipantChanged{
      asked.agent_id, asked.role, ParticipantChange::kInvited, ActorOf(caller),
      "INVITED", asked.queue, std::string(note)});
  return change;
}

Result<Change> RemoveParticipant(const Session& session, const Offer* open,
                                 const Caller& caller,
                                 const std::string& agent_id) {
  const bool invited = session.invitation && !agent_id.empty() &&
                       session.invitation->agent_id == agent_id;
  if (agent_id.empty() || invited) {
    return TakeInvitationBack(session, open, caller);
  }
  const auto* whom = FindParticipant(session, agent_id);
  // Who monitors is nobody to an agent.
  if (whom != nullptr && whom->role == ParticipantRole::kMonitor &&
      caller.role == Role::kAgent) {
    whom = nullptr;
  }
  if (whom != nullptr && MayRemove(session, caller, *whom)) {
    Change change;
    const bool self = caller.subject == agent_id;
    change.events.emplace_back(Participation(
        *whom, ParticipantChange::kLeft, caller, self ? "LEFT" : "REMOVED"));
    change.agents.push_back({agent_id, AgentMove::kFree});
    return change;
  }
  // Who is not on it learns nothing of who is.
  if (TakesContacts(caller.role) && !IsOnContact(caller, session) &&
      FindParticipant(session, caller.subject) == nullptr) {
    return NotYourContact(session.id);
  }
  if (whom != nullptr) return NotYourContact(session.id);
  if (agent_id == session.agent_id) return WrongState(session);
  return ParticipantNotFound(session.id);
}

Result<Change> JoinSession(const Session& session, const Caller& caller,
                           ParticipantRole role) {
  const Permission needed = NeededFor(role);
  if (!caller.Has(needed)) return PermissionMissing(PermissionName(needed));
  if (!IsWithAgent(session.state)) return WrongState(session);
  const auto* there = FindParticipant(session, caller.subject);
  // Who has the contact, or was asked in, is on it already.
  if (session.agent_id == caller.subject ||
      (there != nullptr && !IsSupervising(there->role))) {
    return WrongState(session);
  }
  Change change;
  if (there != nullptr && there->role == role) return change;
  if (there == nullptr && session.participants.size() >= kMaxParticipants) {
    return TooManyParticipants(session.id);
  }
  change.events.emplace_back(Participation({caller.subject, role, {}},
                                           ParticipantChange::kJoined, caller,
                                           "JOINED"));
  return change;
}

}  // namespace aicc::session
