#include "services/session/router.h"

#include "common/log.h"
#include "common/pause.h"

namespace aicc::session {
namespace {

using Step = Task<Result<bool>> (RoutingStore::*)(const CallContext&);

// One at a time, so that two of a kind never hold each other up for long.
Task<Result<void>> RouteTenant(RoutingStore& store, const CallContext& call) {
  for (const Step step :
       {&RoutingStore::ExpireOffer, &RoutingStore::ExpireWrapUp,
        &RoutingStore::ReleaseLostAgent, &RoutingStore::OfferSome}) {
    for (bool more = true; more;) {
      const auto done = co_await (store.*step)(call);
      if (!done) co_return Failure(done.error());
      more = *done;
    }
  }
  co_return Result<void>();
}

Task<Result<void>> TryTenant(RoutingStore& store, std::string tenant) {
  const auto call = CallContext::ForService(std::move(tenant), "session");
  try {
    co_return co_await RouteTenant(store, call);
  } catch (const boost::system::system_error&) {
    throw;  // The loop is cancelled.
  } catch (const std::exception& e) {
    co_return Failure({ErrorKind::kInternal, "ROUTING_FAILED", e.what(), {}});
  }
}

Task<Result<void>> RouteAll(RoutingStore& store) {
  const auto tenants = co_await store.TenantsToRoute();
  if (!tenants) co_return Failure(tenants.error());
  // One tenant's trouble is not another's.
  Result<void> all;
  for (const std::string& tenant : *tenants) {
    auto done = co_await TryTenant(store, tenant);
    if (!done) all = std::move(done);
  }
  co_return all;
}

}  // namespace

Task<void> RouteForever(RoutingStore& store, Bell& changes,
                        std::chrono::milliseconds interval) {
  const auto listener = co_await changes.Listen(kRouteKey);
  bool well = true;
  for (;;) {
    const auto done = co_await RouteAll(store);
    if (!done && well) {
      Log().warn("routing has trouble: {}", done.error().reason);
    }
    well = done.has_value();
    (void)co_await NextWithin(*listener, interval);
    // Rings of a busy moment are one round.
    co_await Pause(std::chrono::milliseconds(5));
  }
}

}  // namespace aicc::session
