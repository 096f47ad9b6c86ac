#pragma once

#include "common/business_hours.h"
#include "common/clock.h"
#include "common/database.h"
#include "common/pack_manifest.h"
#include "services/session/domain/routing_store.h"
#include "services/session/storage/session_store.h"

namespace aicc::session {

// Keeps agents and offers in PostgreSQL. Locks are always taken in the order
// contacts by id, agents by id; the matcher waits for contacts, who keep their
// turn while they are written to, and passes over agents whom somebody else is
// looking at. Everything passed in must outlive it.
class PostgresRoutingStore final : public RoutingStore {
 public:
  PostgresRoutingStore(Database& database, const Clock& clock,
                       const PackManifest& pack, const BusinessHours& hours,
                       RoutingLimits limits, Ring ring)
      : database_(database),
        clock_(clock),
        pack_(pack),
        hours_(hours),
        limits_(limits),
        ring_(std::move(ring)) {}

  Task<Result<Agent>> SetPresence(const CallContext& call,
                                  const PresenceRequest& request) override;
  Task<Result<Agent>> ConfigureAgent(const CallContext& call,
                                     const AgentSettings& settings) override;
  Task<Result<Agent>> Touch(const CallContext& call,
                            std::string_view agent_id) override;
  Task<Result<std::optional<Agent>>> FindAgent(
      const CallContext& call, std::string_view agent_id) override;
  Task<Result<std::vector<Agent>>> ListAgents(const CallContext& call,
                                              std::string_view after,
                                              int limit) override;
  Task<Result<int>> CountStaff(const CallContext& call,
                               std::string_view queue) override;
  Task<Result<std::pair<std::vector<OfferedSession>, std::int64_t>>>
  OffersAfter(const CallContext& call, std::string_view agent_id,
              std::optional<std::int64_t> change) override;
  Task<Result<OfferedSession>> AcceptOffer(const CallContext& call,
                                           std::string_view agent_id,
                                           std::string_view offer_id) override;
  Task<Result<OfferedSession>> RejectOffer(const CallContext& call,
                                           std::string_view agent_id,
                                           std::string_view offer_id) override;
  Task<Result<std::vector<QueueLoad>>> QueueLoads(
      const CallContext& call) override;
  Task<Result<std::vector<Agent>>> FreeAgents(const CallContext& call) override;
  Task<Result<std::vector<std::string>>> TenantsToRoute() override;
  Task<Result<bool>> ExpireOffer(const CallContext& call) override;
  Task<Result<bool>> ExpireWrapUp(const CallContext& call) override;
  Task<Result<bool>> ReleaseLostAgent(const CallContext& call) override;
  Task<Result<bool>> OfferSome(const CallContext& call) override;

 private:
  // Takes one contact, or an offer of it, from an agent who is lost.
  Result<bool> Release(Transaction& transaction, std::string_view tenant,
                       const std::string& agent_id,
                       const std::string& session_id, TimePoint now,
                       Keys* keys) const;

  // Runs `body`(transaction, keys) and rings the keys if it returned a value.
  template <typename Body>
  auto RunAndRing(const CallContext& call, Body body)
      -> Task<std::invoke_result_t<Body&, Transaction&, Keys*>>;

  Database& database_;
  const Clock& clock_;
  const PackManifest& pack_;
  const BusinessHours& hours_;
  const RoutingLimits limits_;
  const Ring ring_;
};

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

}  // namespace aicc::session
