#include "services/session/router.h"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "common/log.h"
#include "common/pause.h"
#include "services/session/storage/change_writer.h"

namespace aicc::session {
namespace {

using namespace boost::asio::experimental::awaitable_operators;

// One at a time, so that two of a kind never hold each other up for long.
Task<Result<void>> RouteTenant(RoutingStore& store, const CallContext& call,
                               std::chrono::milliseconds offer_timeout) {
  for (bool more = true; more;) {
    const auto expired = co_await store.ExpireOne(call);
    if (!expired) co_return Failure(expired.error());
    more = *expired;
  }
  for (bool more = true; more;) {
    const auto offered = co_await store.OfferOne(call, offer_timeout);
    if (!offered) co_return Failure(offered.error());
    more = *offered;
  }
  co_return Result<void>();
}

Task<Result<void>> RouteAll(RoutingStore& store,
                            std::chrono::milliseconds offer_timeout) {
  const auto tenants = co_await store.TenantsToRoute();
  if (!tenants) co_return Failure(tenants.error());
  for (const std::string& tenant : *tenants) {
    const auto call = CallContext::ForService(tenant, "session");
    const auto done = co_await RouteTenant(store, call, offer_timeout);
    if (!done) co_return done;
  }
  co_return Result<void>();
}

}  // namespace

Task<void> RouteForever(RoutingStore& store, Bell& changes,
                        std::chrono::milliseconds interval,
                        std::chrono::milliseconds offer_timeout) {
  const auto listener = co_await changes.Listen(kRouteKey);
  bool well = true;
  for (;;) {
    const auto done = co_await RouteAll(store, offer_timeout);
    if (!done && well) {
      Log().warn("routing waits for the store: {}", done.error().reason);
    }
    well = done.has_value();
    co_await (listener->Next() || Pause(interval));
    // Rings of a busy moment are one round.
    co_await Pause(std::chrono::milliseconds(5));
  }
}

}  // namespace aicc::session
