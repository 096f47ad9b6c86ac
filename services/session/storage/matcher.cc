#include <algorithm>

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/domain/match.h"
#include "services/session/domain/offers.h"
#include "services/session/domain/verbs.h"
#include "services/session/storage/binary_array.h"
#include "services/session/storage/offer_change.h"
#include "services/session/storage/routing_store.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

// Read at a time of what waits.
constexpr int kWaitingPage = 256;

// Offers made in one transaction: they share a commit, and hold their contacts
// until then.
constexpr std::size_t kOffersAtOnce = 16;

// No offer ends later than this, whatever the settings of who made it.
constexpr std::chrono::seconds kLongestOffer{605};

// How long a contact waits for the one agent it was given to.
constexpr std::chrono::minutes kTargetLimit{2};

using Matches = std::vector<Match>;

// What the row of select_waiting asks for.
std::optional<Waiting> WaitingFrom(const pqxx::row& row,
                                   const BusinessHours& hours, TimePoint now) {
  const Session session = SessionFromRow(row);
  auto waiting = WaitingOf(session, now);
  if (!waiting || waiting->role != ParticipantRole::kNone) return waiting;
  // Who does not wait on the line is not called in the night.
  if (session.follow_up && !hours.IsOpen(session.queue, now)) return {};
  if (!row["target_is_there"].as<bool>() ||
      now - waiting->since > kTargetLimit) {
    waiting->target.clear();
  }
  // Who has just given it away is not whom it should go back to.
  if (waiting->preferred.empty() && session.agent_id.empty()) {
    waiting->preferred = row["previous_agent"].c_str();
    if (waiting->preferred.empty()) {
      waiting->preferred = row["last_agent"].c_str();
    }
  }
  return waiting;
}

// Who is in `matches` is free no more.
void RemoveTaken(const Matches& matches, std::vector<Agent>* free) {
  std::erase_if(*free, [&](const Agent& agent) {
    return std::ranges::any_of(matches, [&](const Match& match) {
      return match.agent_id == agent.id;
    });
  });
}

// Looks through what waits, in its order, until enough is matched.
Matches FindSome(Transaction& transaction, const PackManifest& pack,
                 const BusinessHours& hours, TimePoint now) {
  std::vector<Agent> free;
  for (const auto& row : transaction.Run(sql::kListFreeAgents)) {
    free.push_back(AgentFromRow(row));
  }
  Matches all;
  for (int offset = 0; !free.empty() && all.size() < kOffersAtOnce;
       offset += kWaitingPage) {
    const auto rows =
        transaction.Run(sql::kSelectWaiting, Micros(now), kWaitingPage, offset);
    std::vector<Waiting> waiting;
    for (const auto& row : rows) {
      if (auto one = WaitingFrom(row, hours, now)) {
        waiting.push_back(*std::move(one));
      }
    }
    auto found = FindMatches(waiting, free, pack, now);
    RemoveTaken(found, &free);
    std::ranges::move(found, std::back_inserter(all));
    if (static_cast<int>(rows.size()) < kWaitingPage) break;
  }
  if (all.size() > kOffersAtOnce) all.resize(kOffersAtOnce);
  return all;
}

std::vector<Session> LockSessions(Transaction& transaction,
                                  const Matches& matches) {
  BinaryArray ids(ArrayOf::kUuid);
  for (const Match& match : matches) ids.AddUuid(match.session_id);
  std::vector<Session> sessions;
  for (const auto& row : transaction.Run(sql::kLockSessions, ids.Parameter())) {
    sessions.push_back(SessionFromRow(row));
  }
  return sessions;
}

std::vector<Agent> LockIdleAgents(Transaction& transaction,
                                  const Matches& matches) {
  BinaryArray ids(ArrayOf::kText);
  for (const Match& match : matches) ids.AddText(match.agent_id);
  std::vector<Agent> agents;
  for (const auto& row :
       transaction.Run(sql::kLockIdleAgents, ids.Parameter())) {
    agents.push_back(AgentFromRow(row));
  }
  return agents;
}

// What of `session` `match` is for, if what was found before the locks still
// holds under them.
std::optional<Waiting> StillFits(const Match& match, const Session& session,
                                 const Agent& agent, const PackManifest& pack,
                                 TimePoint now) {
  auto waiting = WaitingOf(session, now);
  if (!waiting) return std::nullopt;
  // The agent it was meant for is away.
  if (match.choice != kTarget) waiting->target.clear();
  const bool fits = CanTake(agent, *waiting, pack.RuleOf(waiting->queue),
                            match.relaxed_levels);
  return fits ? waiting : std::nullopt;
}

template <typename Range>
auto FindById(Range& range, const std::string& id) {
  return std::ranges::find_if(range,
                              [&](const auto& one) { return one.id == id; });
}

}  // namespace

Task<Result<std::vector<std::string>>> PostgresRoutingStore::TenantsToRoute() {
  const auto call = CallContext::ForService("", "session");
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<std::string>> {
        const TimePoint now = clock_.Now();
        std::vector<std::string> tenants;
        for (const auto& row :
             transaction.Run(sql::kTenantsToRoute, Micros(now),
                             Micros(now - limits_.heartbeat_timeout),
                             Micros(now - limits_.agent_lost_timeout),
                             Micros(now + kLongestOffer))) {
          tenants.emplace_back(row[0].c_str());
        }
        return tenants;
      });
}

Task<Result<bool>> PostgresRoutingStore::ExpireOffer(const CallContext& call) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<bool> {
        const TimePoint at = clock_.Now();
        const auto expired = FirstOffer(transaction.Run(
            sql::kSelectExpiredOffer, Micros(at), Micros(at + kLongestOffer)));
        if (!expired) return false;
        const auto lost = ChangeOffer(
            transaction, call.caller().tenant, *expired, clock_, keys,
            [](const Session& session, const Offer& offer,
               TimePoint) -> Result<Change> {
              if (offer.state != OfferState::kPending) return Change();
              return LoseOffer(session, offer, OfferState::kTimedOut);
            });
        if (!lost) return Failure(lost.error());
        return true;
      });
}

Task<Result<bool>> PostgresRoutingStore::ExpireWrapUp(const CallContext& call) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<bool> {
        const TimePoint now = clock_.Now();
        const auto expired =
            transaction.Run(sql::kSelectExpiredWrapUp, Micros(now));
        if (expired.empty()) return false;
        auto session = LockSession(transaction, expired[0][0].c_str());
        if (!session) return Failure(session.error());
        const auto change = session::ExpireWrapUp(*session, now);
        if (!change) return Failure(change.error());
        Write(transaction, call.caller().tenant, *change, now, &*session, keys);
        return true;
      });
}

Task<Result<bool>> PostgresRoutingStore::ReleaseLostAgent(
    const CallContext& call) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<bool> {
        const TimePoint now = clock_.Now();
        const auto rows = transaction.Run(
            sql::kSelectLostAgent, Micros(now - limits_.heartbeat_timeout),
            Micros(now - limits_.agent_lost_timeout),
            Micros(now + limits_.heartbeat_timeout));
        if (rows.empty()) return false;
        const Agent lost = AgentFromRow(rows[0]);
        // The clock was set back: they get a new chance to be heard of.
        if (rows[0]["is_ahead"].as<bool>()) {
          transaction.Run(sql::kTouchAgent, lost.id, Micros(now));
          return true;
        }
        const bool gone = rows[0]["is_gone"].as<bool>();
        for (const Engagement& had : lost.engagements) {
          if (had.kind == Engagement::Kind::kWrapUp) continue;
          if (had.kind == Engagement::Kind::kContact && !gone) continue;
          return Release(transaction, call.caller().tenant, lost.id,
                         had.session_id, now, keys);
        }
        auto agents = LockAgents(transaction, {lost.id});
        // They may have come back until the lock was ours.
        const auto still = transaction.Run(
            sql::kSelectLostAgent, Micros(now - limits_.heartbeat_timeout),
            Micros(now - limits_.agent_lost_timeout),
            Micros(now + limits_.heartbeat_timeout));
        if (still.empty() || still[0]["agent_id"].c_str() != lost.id) {
          return true;
        }
        Ask(&agents.at(0), Presence::kOffline, now);
        SaveAgent(transaction, agents.at(0), now);
        return true;
      });
}

Result<bool> PostgresRoutingStore::Release(Transaction& transaction,
                                           std::string_view tenant,
                                           const std::string& agent_id,
                                           const std::string& session_id,
                                           TimePoint now, Keys* keys) const {
  auto session = LockSession(transaction, session_id);
  if (!session) return Failure(session.error());
  const auto open = OpenOffer(transaction, *session);
  auto change = LoseAgent(*session, open ? &*open : nullptr, agent_id,
                          pack_.queues.front().id);
  if (!change) return Failure(change.error());
  // It has gone on without them: then they only think that they have it.
  if (change->events.empty()) {
    change->agents.push_back({agent_id, AgentMove::kFree});
  }
  Write(transaction, tenant, *change, now, &*session, keys);
  return true;
}

Task<Result<bool>> PostgresRoutingStore::OfferSome(const CallContext& call) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<bool> {
        const Matches matches =
            FindSome(transaction, pack_, hours_, clock_.Now());
        if (matches.empty()) return false;
        auto sessions = LockSessions(transaction, matches);
        const auto agents = LockIdleAgents(transaction, matches);
        // By what is in the log, nobody has two at a time.
        const TimePoint now = clock_.Now();
        bool any = false;
        for (const Match& match : matches) {
          const auto session = FindById(sessions, match.session_id);
          const auto agent = FindById(agents, match.agent_id);
          if (session == sessions.end() || agent == agents.end()) continue;
          const auto waiting = StillFits(match, *session, *agent, pack_, now);
          if (!waiting) continue;
          const Offer offer{NewUuidV7(now),
                            session->id,
                            agent->id,
                            OfferState::kPending,
                            now + limits_.offer_timeout,
                            waiting->role,
                            match.choice,
                            match.relaxed_levels};
          const auto change = MakeOffer(*session, offer);
          if (!change) return Failure(change.error());
          Write(transaction, call.caller().tenant, *change, now, &*session,
                keys);
          any = true;
        }
        return any;
      });
}

}  // namespace aicc::session
