#pragma once

#include <chrono>

#include "common/bell.h"
#include "services/session/domain/routing_store.h"

namespace aicc::session {

// Brings contacts to agents, takes unanswered offers back, ends wrap-ups that
// have run out and lets lost agents go, for all tenants, whenever `changes`
// rings for kRouteKey and at least every `interval`. Any number of processes
// may do so at the same time. Runs until it is cancelled; while the store is
// away it tries again.
Task<void> RouteForever(RoutingStore& store, Bell& changes,
                        std::chrono::milliseconds interval);

}  // namespace aicc::session
