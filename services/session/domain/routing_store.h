#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/call_context.h"
#include "common/error.h"
#include "common/task.h"
#include "services/session/domain/agent.h"
#include "services/session/domain/offer.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// What is rung when an agent's offers have changed.
inline constexpr std::string_view kOffersKeyPrefix = "offers/";
inline std::string OffersKey(std::string_view tenant,
                             std::string_view agent_id) {
  return std::string(kOffersKeyPrefix) + std::string(tenant) + "/" +
         std::string(agent_id);
}

// An offer with the contact to read.
struct OfferedSession {
  Offer offer;
  Session session;
  std::int64_t change = 0;  // Counts the changes of the agent's offers.
};

// How an agent asks to be.
struct PresenceRequest {
  std::string agent_id;
  Presence wish = Presence::kOffline;
  std::optional<std::vector<std::string>> queues;  // Nothing: as before.
  std::string display_name;                        // Empty: as before.
};

struct QueueLoad {
  std::string queue;
  std::int32_t waiting_count = 0;
  std::optional<TimePoint> oldest;  // When the longest waiting one entered.
};

// Keeps agents and offers, and brings contacts to agents. Rules as of
// SessionStore.
class RoutingStore {
 public:
  virtual ~RoutingStore() = default;

  // Makes the agent known, or changes them. Leaving takes an open offer back.
  virtual Task<Result<Agent>> SetPresence(const CallContext& call,
                                          const PresenceRequest& request) = 0;

  // The agent's offers that changed after `change`, in that order; with
  // nothing, those pending now. Second: the agent's count of changes.
  virtual Task<Result<std::pair<std::vector<OfferedSession>, std::int64_t>>>
  OffersAfter(const CallContext& call, std::string_view agent_id,
              std::optional<std::int64_t> change) = 0;

  // OfferNotFound unless it is `agent_id`'s; OfferNotPending.
  virtual Task<Result<OfferedSession>> AcceptOffer(
      const CallContext& call, std::string_view agent_id,
      std::string_view offer_id) = 0;
  virtual Task<Result<OfferedSession>> RejectOffer(
      const CallContext& call, std::string_view agent_id,
      std::string_view offer_id) = 0;

  // Who waits where. Queues without anybody are missing.
  virtual Task<Result<std::vector<QueueLoad>>> QueueLoads(
      const CallContext& call) = 0;

  // The agents who are available.
  virtual Task<Result<std::vector<Agent>>> AvailableAgents(
      const CallContext& call) = 0;

  // Tenants for whom ExpireOne() or OfferOne() has something to do.
  virtual Task<Result<std::vector<std::string>>> TenantsToRoute() = 0;

  // Takes back one offer that nobody answered in time; false if there is none.
  virtual Task<Result<bool>> ExpireOne(const CallContext& call) = 0;

  // Offers the longest waiting contact that anybody can take to the longest
  // idle agent who takes from its queue, for `limit`; false if there is none.
  virtual Task<Result<bool>> OfferOne(const CallContext& call,
                                      std::chrono::milliseconds limit) = 0;
};

}  // namespace aicc::session
