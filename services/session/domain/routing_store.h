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

// What is rung when there may be something to route.
inline constexpr std::string_view kRouteKey = "route";

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

// What an agent can take. Nothing, or an empty name: as before.
struct AgentSettings {
  std::string agent_id;
  std::string display_name;
  std::optional<std::vector<std::string>> queues;
  std::optional<Skills> skills;
  std::optional<std::int32_t> chat_capacity;
  std::optional<std::int32_t> voice_capacity;
};

struct QueueLoad {
  std::string queue;
  std::int32_t waiting_count = 0;
  std::int32_t follow_up_count = 0;
  std::optional<TimePoint> oldest;  // When the longest waiting one entered.
};

// How the matcher works.
struct RoutingLimits {
  std::chrono::milliseconds offer_timeout{20'000};
  // Without a sign of life for so long an agent is set offline.
  std::chrono::milliseconds heartbeat_timeout{60'000};
  // And for so long, their contacts go back into the queue.
  std::chrono::milliseconds agent_lost_timeout{300'000};
};

// Keeps agents and offers, and brings contacts to agents. Rules as of
// SessionStore.
class RoutingStore {
 public:
  virtual ~RoutingStore() = default;

  // Makes the agent known, or changes them. Leaving takes an open offer back.
  virtual Task<Result<Agent>> SetPresence(const CallContext& call,
                                          const PresenceRequest& request) = 0;

  // Makes the agent known, or changes them. InvalidField if they could take
  // nothing then.
  virtual Task<Result<Agent>> ConfigureAgent(const CallContext& call,
                                             const AgentSettings& settings) = 0;

  // Notes that the agent is there. AgentNotFound.
  virtual Task<Result<Agent>> Touch(const CallContext& call,
                                    std::string_view agent_id) = 0;

  // Nothing if there is none.
  virtual Task<Result<std::optional<Agent>>> FindAgent(
      const CallContext& call, std::string_view agent_id) = 0;

  // By id: those after `after`, at most `limit`.
  virtual Task<Result<std::vector<Agent>>> ListAgents(const CallContext& call,
                                                      std::string_view after,
                                                      int limit) = 0;

  // How many who take from `queue` are at work.
  virtual Task<Result<int>> CountStaff(const CallContext& call,
                                       std::string_view queue) = 0;

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

  // The agents who may be offered something.
  virtual Task<Result<std::vector<Agent>>> FreeAgents(
      const CallContext& call) = 0;

  // The matcher's part: each does one step for the calling tenant and returns
  // whether it found something to do.

  // Tenants for whom there is one.
  virtual Task<Result<std::vector<std::string>>> TenantsToRoute() = 0;

  // Takes back an offer that nobody answered in time.
  virtual Task<Result<bool>> ExpireOffer(const CallContext& call) = 0;

  // Ends a wrap-up that has taken too long.
  virtual Task<Result<bool>> ExpireWrapUp(const CallContext& call) = 0;

  // Takes from an agent who is lost what they have, or sets them offline.
  virtual Task<Result<bool>> ReleaseLostAgent(const CallContext& call) = 0;

  // Offers some of what waits to those who can take it, see FindMatches().
  virtual Task<Result<bool>> OfferSome(const CallContext& call) = 0;
};

}  // namespace aicc::session
