#include "services/session/storage/routing_store.h"

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

std::optional<Offer> FirstOffer(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return OfferFromRow(rows[0]);
}

// Locks the contact of `offer`, decides with the offer as it is then, saves.
template <typename DecideOffer>
Result<OfferedSession> ChangeOffer(Transaction& transaction,
                                   std::string_view tenant, const Offer& offer,
                                   TimePoint now, Keys* keys,
                                   DecideOffer decide) {
  Result<Session> session = LockSession(transaction, offer.session_id);
  if (!session) return Failure(session.error());
  // Read before the lock was ours, so read it again.
  auto current = FirstOffer(transaction.Run(sql::kSelectOffer, offer.id));
  if (!current) return OfferNotFound(offer.id);
  const auto change = decide(*session, *current);
  if (!change) return Failure(change.error());
  Write(transaction, tenant, *change, now, &*session, keys);
  current = FirstOffer(transaction.Run(sql::kSelectOffer, offer.id));
  return OfferedSession{*current, *std::move(session), 0};
}

Result<Offer> OfferOf(Transaction& transaction, std::string_view agent_id,
                      std::string_view offer_id) {
  const std::string id(offer_id);
  const auto offer = FirstOffer(transaction.Run(sql::kSelectOffer, id));
  if (!offer || offer->agent_id != agent_id) return OfferNotFound(id);
  return *offer;
}

// Reads the agent, or makes one who has not been here before.
Agent LockAgent(Transaction& transaction, const PresenceRequest& request,
                TimePoint now) {
  const pqxx::result rows = transaction.Run(sql::kLockAgent, request.agent_id);
  if (!rows.empty()) return AgentFromRow(rows[0]);
  return {request.agent_id,   request.agent_id, Presence::kOffline,
          Presence::kOffline, std::nullopt,     now};
}

// Takes back the agent's open offer, if there is one.
Result<void> RescindOpenOffer(Transaction& transaction, std::string_view tenant,
                              const std::string& agent_id, TimePoint now,
                              Keys* keys) {
  const auto open =
      FirstOffer(transaction.Run(sql::kSelectOpenOffer, agent_id));
  if (!open) return {};
  const auto lost = ChangeOffer(
      transaction, tenant, *open, now, keys,
      [](const Session& session, const Offer& offer) -> Result<Change> {
        if (offer.state != OfferState::kPending) return Change();
        return LoseOffer(session, offer, OfferState::kRescinded);
      });
  if (!lost) return Failure(lost.error());
  return {};
}

}  // namespace

template <typename Body>
auto PostgresRoutingStore::RunAndRing(const CallContext& call, Body body)
    -> Task<std::invoke_result_t<Body&, Transaction&, Keys*>> {
  Keys keys;
  auto result = co_await database_.Run(call, [&](Transaction& transaction) {
    keys.clear();
    return body(transaction, &keys);
  });
  if (result) {
    for (const std::string& key : keys) ring_(key);
  }
  co_return result;
}

Task<Result<Agent>> PostgresRoutingStore::SetPresence(
    const CallContext& call, const PresenceRequest& request) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<Agent> {
        const TimePoint now = clock_.Now();
        // An offer made between this and the lock runs out by itself.
        if (request.wish != Presence::kAvailable) {
          auto taken = RescindOpenOffer(transaction, call.caller().tenant,
                                        request.agent_id, now, keys);
          if (!taken) return Failure(taken.error());
        }
        Agent agent = LockAgent(transaction, request, now);
        if (request.queues) agent.queues = request.queues;
        if (!request.display_name.empty()) {
          agent.display_name = request.display_name;
        }
        Ask(&agent, request.wish, now);
        SaveAgent(transaction, agent);
        keys->emplace(kRouteKey);
        return agent;
      });
}

Task<Result<std::pair<std::vector<OfferedSession>, std::int64_t>>>
PostgresRoutingStore::OffersAfter(const CallContext& call,
                                  std::string_view agent_id,
                                  std::optional<std::int64_t> change) {
  using Page = std::pair<std::vector<OfferedSession>, std::int64_t>;
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Page> {
        const std::string agent(agent_id);
        Page page{{}, change.value_or(0)};
        if (!change) {
          const auto known = transaction.Run(sql::kSelectAgent, agent);
          if (!known.empty()) {
            page.second = known[0]["offer_changes"].as<std::int64_t>();
          }
        }
        const auto rows =
            change ? transaction.Run(sql::kSelectOffersAfter, agent, *change)
                   : transaction.Run(sql::kSelectOpenOffer, agent);
        for (const auto& row : rows) {
          const Offer offer = OfferFromRow(row);
          const auto session =
              transaction.Run(sql::kSelectSession, offer.session_id);
          const auto number = row["change"].as<std::int64_t>();
          page.first.push_back({offer, SessionFromRow(session.at(0)), number});
          page.second = std::max(page.second, number);
        }
        return page;
      });
}

Task<Result<OfferedSession>> PostgresRoutingStore::AcceptOffer(
    const CallContext& call, std::string_view agent_id,
    std::string_view offer_id) {
  co_return co_await RunAndRing(
      call,
      [&](Transaction& transaction, Keys* keys) -> Result<OfferedSession> {
        const auto offer = OfferOf(transaction, agent_id, offer_id);
        if (!offer) return Failure(offer.error());
        const TimePoint now = clock_.Now();
        return ChangeOffer(transaction, call.caller().tenant, *offer, now, keys,
                           [now](const Session& session, const Offer& open) {
                             return session::AcceptOffer(session, open, now);
                           });
      });
}

Task<Result<OfferedSession>> PostgresRoutingStore::RejectOffer(
    const CallContext& call, std::string_view agent_id,
    std::string_view offer_id) {
  co_return co_await RunAndRing(
      call,
      [&](Transaction& transaction, Keys* keys) -> Result<OfferedSession> {
        const auto offer = OfferOf(transaction, agent_id, offer_id);
        if (!offer) return Failure(offer.error());
        return ChangeOffer(
            transaction, call.caller().tenant, *offer, clock_.Now(), keys,
            [](const Session& session, const Offer& open) {
              return LoseOffer(session, open, OfferState::kRejected);
            });
      });
}

Task<Result<std::vector<QueueLoad>>> PostgresRoutingStore::QueueLoads(
    const CallContext& call) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<QueueLoad>> {
        std::vector<QueueLoad> loads;
        for (const auto& row : transaction.Run(sql::kCountWaiting)) {
          loads.push_back({row["queue"].c_str(),
                           row["waiting_count"].as<std::int32_t>(),
                           TimeFrom(row["oldest_us"])});
        }
        return loads;
      });
}

Task<Result<std::vector<Agent>>> PostgresRoutingStore::AvailableAgents(
    const CallContext& call) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Agent>> {
        std::vector<Agent> agents;
        for (const auto& row : transaction.Run(sql::kListAvailableAgents)) {
          agents.push_back(AgentFromRow(row));
        }
        return agents;
      });
}

Task<Result<std::vector<std::string>>> PostgresRoutingStore::TenantsToRoute() {
  const auto call = CallContext::ForService("", "session");
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<std::string>> {
        std::vector<std::string> tenants;
        for (const auto& row :
             transaction.Run(sql::kTenantsToRoute, Micros(clock_.Now()))) {
          tenants.emplace_back(row[0].c_str());
        }
        return tenants;
      });
}

Task<Result<bool>> PostgresRoutingStore::ExpireOne(const CallContext& call) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<bool> {
        const TimePoint now = clock_.Now();
        const auto expired =
            FirstOffer(transaction.Run(sql::kSelectExpiredOffer, Micros(now)));
        if (!expired) return false;
        const auto lost = ChangeOffer(
            transaction, call.caller().tenant, *expired, now, keys,
            [](const Session& session, const Offer& offer) -> Result<Change> {
              if (offer.state != OfferState::kPending) return Change();
              return LoseOffer(session, offer, OfferState::kTimedOut);
            });
        if (!lost) return Failure(lost.error());
        return true;
      });
}

Task<Result<bool>> PostgresRoutingStore::OfferOne(
    const CallContext& call, std::chrono::milliseconds limit) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<bool> {
        const auto waiting = transaction.Run(sql::kLockWaitingSession);
        if (waiting.empty()) return false;
        Session session = SessionFromRow(waiting[0]);
        const auto idle = transaction.Run(sql::kLockIdleAgent, session.queue);
        if (idle.empty()) return false;
        const TimePoint now = clock_.Now();
        const Offer offer{NewUuidV7(now), session.id,
                          idle[0]["agent_id"].c_str(), OfferState::kPending,
                          now + limit};
        const auto change = MakeOffer(session, offer);
        if (!change) return Failure(change.error());
        Write(transaction, call.caller().tenant, *change, now, &session, keys);
        return true;
      });
}

}  // namespace aicc::session
