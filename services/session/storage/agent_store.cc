#include "services/session/domain/errors.h"
#include "services/session/domain/offers.h"
#include "services/session/storage/offer_change.h"
#include "services/session/storage/routing_store.h"
#include "services/session/storage/rows.h"
#include "session_queries.h"

namespace aicc::session {
namespace {

// Locks the agent, made known first if they have not been here before.
Agent LockAgent(Transaction& transaction, const std::string& agent_id,
                TimePoint now) {
  auto known = LockAgents(transaction, {agent_id});
  if (known.empty()) {
    transaction.Run(sql::kInsertAgent, agent_id, Micros(now));
    known = LockAgents(transaction, {agent_id});
  }
  return std::move(known.at(0));
}

// Takes back the agent's open offer, if there is one.
Result<void> RescindOpenOffer(Transaction& transaction, std::string_view tenant,
                              const std::string& agent_id, const Clock& clock,
                              Keys* keys) {
  const auto open =
      FirstOffer(transaction.Run(sql::kSelectOpenOffer, agent_id));
  if (!open) return {};
  const auto lost =
      ChangeOffer(transaction, tenant, *open, clock, keys,
                  [](const Session& session, const Offer& offer,
                     TimePoint) -> Result<Change> {
                    if (offer.state != OfferState::kPending) return Change();
                    return LoseOffer(session, offer, OfferState::kRescinded);
                  });
  if (!lost) return Failure(lost.error());
  return {};
}

std::vector<Agent> AgentsFrom(const pqxx::result& rows) {
  std::vector<Agent> agents;
  agents.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto& row : rows) agents.push_back(AgentFromRow(row));
  return agents;
}

void Set(Agent* agent, const AgentSettings& settings) {
  if (!settings.display_name.empty()) {
    agent->display_name = settings.display_name;
  }
  if (settings.queues) agent->queues = settings.queues;
  if (settings.skills) agent->skills = *settings.skills;
  if (settings.chat_capacity) agent->chat_capacity = *settings.chat_capacity;
  if (settings.voice_capacity) agent->voice_capacity = *settings.voice_capacity;
}

}  // namespace

Task<Result<Agent>> PostgresRoutingStore::SetPresence(
    const CallContext& call, const PresenceRequest& request) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<Agent> {
        // An offer made between this and the lock runs out by itself.
        if (request.wish != Presence::kAvailable) {
          auto taken = RescindOpenOffer(transaction, call.caller().tenant,
                                        request.agent_id, clock_, keys);
          if (!taken) return Failure(taken.error());
        }
        const TimePoint now = clock_.Now();
        Agent agent = LockAgent(transaction, request.agent_id, now);
        if (request.queues) agent.queues = request.queues;
        if (!request.display_name.empty()) {
          agent.display_name = request.display_name;
        }
        Ask(&agent, request.wish, now);
        SaveAgent(transaction, agent, now);
        transaction.Run(sql::kTouchAgent, agent.id, Micros(now));
        keys->emplace(kRouteKey);
        return agent;
      });
}

Task<Result<Agent>> PostgresRoutingStore::ConfigureAgent(
    const CallContext& call, const AgentSettings& settings) {
  co_return co_await RunAndRing(
      call, [&](Transaction& transaction, Keys* keys) -> Result<Agent> {
        const TimePoint now = clock_.Now();
        Agent agent = LockAgent(transaction, settings.agent_id, now);
        Set(&agent, settings);
        if (agent.chat_capacity == 0 && agent.voice_capacity == 0) {
          return InvalidField("chat_capacity",
                              "must leave some capacity on a channel; who is "
                              "to take nothing is set away");
        }
        SaveAgent(transaction, agent, now);
        keys->emplace(kRouteKey);
        return agent;
      });
}

Task<Result<Agent>> PostgresRoutingStore::Touch(const CallContext& call,
                                                std::string_view agent_id) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Agent> {
        const std::string id(agent_id);
        transaction.Run(sql::kTouchAgent, id, Micros(clock_.Now()));
        const auto known = transaction.Run(sql::kSelectAgent, id);
        if (known.empty()) return AgentNotFound(id);
        return AgentFromRow(known[0]);
      });
}

Task<Result<std::optional<Agent>>> PostgresRoutingStore::FindAgent(
    const CallContext& call, std::string_view agent_id) {
  using Found = std::optional<Agent>;
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<Found> {
        const auto known =
            transaction.Run(sql::kSelectAgent, std::string(agent_id));
        return known.empty() ? Found() : Found(AgentFromRow(known[0]));
      });
}

Task<Result<std::vector<Agent>>> PostgresRoutingStore::ListAgents(
    const CallContext& call, std::string_view after, int limit) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Agent>> {
        return AgentsFrom(
            transaction.Run(sql::kListAgents, std::string(after), limit));
      });
}

Task<Result<std::vector<Agent>>> PostgresRoutingStore::FreeAgents(
    const CallContext& call) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<std::vector<Agent>> {
        return AgentsFrom(transaction.Run(sql::kListFreeAgents));
      });
}

Task<Result<int>> PostgresRoutingStore::CountStaff(const CallContext& call,
                                                   std::string_view queue) {
  co_return co_await database_.Run(
      call, [&](Transaction& transaction) -> Result<int> {
        return transaction.Run(sql::kCountStaff, std::string(queue))[0][0]
            .as<int>();
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
                           row["follow_up_count"].as<std::int32_t>(),
                           TimeFrom(row["oldest_us"])});
        }
        return loads;
      });
}

}  // namespace aicc::session
