#pragma once

#include "common/clock.h"
#include "common/database.h"
#include "services/session/domain/routing_store.h"
#include "services/session/storage/session_store.h"

namespace aicc::session {

// Keeps agents and offers in PostgreSQL. Locks are always taken in the order
// contact, agent. Everything passed in must outlive it.
class PostgresRoutingStore final : public RoutingStore {
 public:
  PostgresRoutingStore(Database& database, const Clock& clock, Ring ring)
      : database_(database), clock_(clock), ring_(std::move(ring)) {}

  Task<Result<Agent>> SetPresence(const CallContext& call,
                                  const PresenceRequest& request) override;
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
  Task<Result<std::vector<Agent>>> AvailableAgents(
      const CallContext& call) override;
  Task<Result<std::vector<std::string>>> TenantsToRoute() override;
  Task<Result<bool>> ExpireOne(const CallContext& call) override;
  Task<Result<bool>> OfferOne(const CallContext& call,
                              std::chrono::milliseconds limit) override;

 private:
  // Runs `body`(transaction, keys) and rings the keys if it returned a value.
  template <typename Body>
  auto RunAndRing(const CallContext& call, Body body)
      -> Task<std::invoke_result_t<Body&, Transaction&, Keys*>>;

  Database& database_;
  const Clock& clock_;
  const Ring ring_;
};

}  // namespace aicc::session
