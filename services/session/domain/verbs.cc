#include "services/session/domain/verbs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/state_table.h"

namespace aicc::session {
namespace {

StateChanged Entering(State to, const QueueEntry& entry, const Actor& by) {
  StateChanged entered;
  entered.to = to;
  entered.reason = entry.reason;
  entered.queue = entry.queue;
  entered.brief = entry.brief;
  entered.by = by;
  entered.note = entry.note;
  entered.priority = entry.priority;
  entered.skills = entry.skills;
  entered.preferred_agent = entry.preferred_agent;
  entered.target_agent = entry.target_agent;
  return entered;
}

StateChanged Becoming(State to, std::string_view reason, const Actor& by,
                      std::string agent_id = {}) {
  StateChanged entered;
  entered.to = to;
  entered.reason = std::string(reason);
  entered.by = by;
  entered.agent_id = std::move(agent_id);
  return entered;
}

bool IsWaiting(const Session& session) {
  return session.state == State::kQueued || session.state == State::kOffered;
}

// What a waiting contact goes on asking for, back at its place.
QueueEntry AsBefore(const Session& session, std::string_view reason) {
  return {session.queue,  std::string(reason),     {}, {}, session.priority,
          session.skills, session.preferred_agent, {}};
}

// Whoever leaves need not stay for what they asked to be called back for.
bool LeavesOnly(const Session& session, EndReason reason) {
  return IsWaiting(session) && session.follow_up &&
         (reason == EndReason::kCustomerLeft ||
          reason == EndReason::kLineFailure);
}

Result<void> MayEnd(const Session& session, const Caller& caller) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return seen;
  }
  if (!TakesContacts(caller.role) || IsOnContact(caller, session)) return {};
  // Ending it again is no harm.
  if (session.end_time && session.agent_id == caller.subject) return {};
  return NotYourContact(session.id);
}

}  // namespace

Result<Change> Start(const Session& session) {
  Change change;
  change.events.emplace_back(SessionStarted{
      session.channel, session.locale, session.source, session.previous_id});
  if (session.agent_id.empty()) return change;
  const Caller bridge{{}, {}, Role::kService};
  auto adopted = Adopt(session, bridge, session.agent_id, {});
  if (!adopted) return Failure(adopted.error());
  std::ranges::move(adopted->events, std::back_inserter(change.events));
  change.agents = std::move(adopted->agents);
  return change;
}

Result<Session> Reopened(const Session& previous, const Caller& caller,
                         TimePoint now, std::chrono::milliseconds window) {
  if (auto seen = MaySee(caller, previous.customer_id, previous.id); !seen) {
    return Failure(seen.error());
  }
  if (!IsOver(previous.state)) return WrongState(previous);
  if (previous.close_time.value_or(now) < now - window) {
    return ReopenWindowPassed(previous.id, now - window);
  }
  Session session;
  session.channel = previous.channel;
  session.locale = previous.locale;
  session.customer_id = previous.customer_id;
  session.customer_name = previous.customer_name;
  session.source = previous.source;
  session.start_time = now;
  session.previous_id = previous.id;
  return session;
}

Result<Change> Adopt(const Session& session, const Caller& caller,
                     std::string_view agent_id, std::string_view brief) {
  const auto to = MustNext(session, Verb::kAdopt);
  if (!to) return Failure(to.error());
  Change change;
  StateChanged entered =
      Becoming(*to, "ROUTED_ELSEWHERE", ActorOf(caller), std::string(agent_id));
  entered.brief = std::string(brief);
  // The other system knows what they have, and whether they are there.
  Enter(&change, session, std::move(entered));
  return change;
}

Result<Change> RequestAgent(const Session& session, const Caller& caller,
                            const QueueEntry& entry) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return Failure(seen.error());
  }
  if (IsWaiting(session)) return Change();
  const auto to = MustNext(session, Verb::kRequestAgent);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session, Entering(*to, entry, ActorOf(caller)));
  return change;
}

Result<Change> ReturnToBot(const Session& session, const Offer* open,
                           const Caller& caller) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return Failure(seen.error());
  }
  if (TakesContacts(caller.role) && !IsOnContact(caller, session)) {
    return NotYourContact(session.id);
  }
  const auto to = MustNext(session, Verb::kReturnToBot);
  if (!to) return Failure(to.error());
  Change change;
  const Actor by = ActorOf(caller);
  Rescind(&change, open);
  SendAllAway(&change, session, by, "RETURNED_TO_BOT");
  if (IsWithAgent(session.state)) {
    change.agents.push_back({session.agent_id, AgentMove::kFree});
  }
  Enter(&change, session, Becoming(*to, "RETURNED_TO_BOT", by));
  return change;
}

Result<Change> EndSession(const Session& session, const Offer* open,
                          const Caller& caller, EndReason reason,
                          std::optional<TimePoint> wrap_up_expire_time) {
  if (auto may = MayEnd(session, caller); !may) return Failure(may.error());
  if (session.end_time || LeavesOnly(session, reason)) return Change();
  if (reason == EndReason::kFollowUpCancelled && !session.follow_up) {
    return WrongState(session);
  }
  const auto to = MustNext(session, Verb::kEnd);
  if (!to) return Failure(to.error());
  Change change;
  const Actor by = ActorOf(caller);
  Rescind(&change, open);
  SendAllAway(&change, session, by, Name(reason));
  StateChanged entered = Becoming(*to, Name(reason), by);
  if (IsWithAgent(session.state)) {
    entered.agent_id = session.agent_id;
    entered.expire_time = wrap_up_expire_time;
    change.agents.push_back({session.agent_id, AgentMove::kWrapUp});
  }
  Enter(&change, session, std::move(entered));
  return change;
}

Result<Change> CompleteWrapUp(const Session& session, const Caller& caller,
                              std::string_view disposition,
                              std::string_view note) {
  if (TakesContacts(caller.role) && session.agent_id != caller.subject) {
    return NotYourContact(session.id);
  }
  const auto to = MustNext(session, Verb::kCompleteWrapUp);
  if (!to) return Failure(to.error());
  Change change;
  change.events.emplace_back(WrapUpCompleted{
      std::string(disposition), std::string(note), session.agent_id});
  Enter(&change, session,
        Becoming(*to, "WRAP_UP_COMPLETED", ActorOf(caller), session.agent_id));
  change.agents.push_back({session.agent_id, AgentMove::kFree});
  return change;
}

Result<Change> ExpireWrapUp(const Session& session, TimePoint now) {
  const auto& expiry = session.wrap_up_expire_time;
  if (session.state != State::kWrapUp || !expiry || *expiry > now) {
    return Change();
  }
  const auto to = MustNext(session, Verb::kExpireWrapUp);
  if (!to) return Failure(to.error());
  Change change;
  Enter(&change, session,
        Becoming(*to, "WRAP_UP_TIMED_OUT", Matcher(), session.agent_id));
  change.agents.push_back({session.agent_id, AgentMove::kFree});
  return change;
}

Result<Change> RequestFollowUp(const Session& session, const Offer* open,
                               const Caller& caller, const FollowUp& follow_up,
                               const QueueEntry& entry,
                               std::string_view words) {
  if (auto seen = MaySee(caller, session.customer_id, session.id); !seen) {
    return Failure(seen.error());
  }
  // It is the customer's to ask, and no agent has it now.
  if (TakesContacts(caller.role)) return NotYourContact(session.id);
  const auto to = MustNext(session, Verb::kFollowUp);
  if (!to) return Failure(to.error());
  Change change;
  const Actor by = ActorOf(caller);
  if (!words.empty()) {
    Utterance said;
    said.text = std::string(words);
    change.events.emplace_back(std::move(said));
  }
  Rescind(&change, open);
  if (session.state == State::kSelfService) {
    Enter(&change, session, Entering(*to, entry, by));
  } else if (session.state != *to || entry.queue != session.queue) {
    StateChanged back =
        Entering(*to, AsBefore(session, "FOLLOW_UP_REQUESTED"), by);
    back.queue = entry.queue;
    back.keeps_place = true;
    Enter(&change, session, std::move(back));
  }
  change.events.emplace_back(FollowUpRequested{follow_up, by});
  return change;
}

}  // namespace aicc::session
