#include <algorithm>

#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

Task<Result<void>> HandleWatchOffers(
    const CallContext& call, const v1::WatchOffersRequest&, const Parts& parts,
    ServerStream<v1::WatchOffersResponse>& stream) {
  const std::string& agent_id = call.caller().subject;
  // Before the first read, so that no change falls between the two.
  const auto listener =
      co_await parts.offers.Listen(OffersKey(call.caller().tenant, agent_id));
  auto touched = std::chrono::steady_clock::now();
  const auto until_touch = [&] {
    const auto due = touched + parts.touch_interval;
    return std::max(std::chrono::milliseconds(1),
                    std::chrono::ceil<std::chrono::milliseconds>(
                        due - std::chrono::steady_clock::now()));
  };
  (void)co_await parts.routing.Touch(call, agent_id);
  std::optional<std::int64_t> seen;
  for (;;) {
    if (parts.drain.begun()) {
      v1::WatchOffersResponse response;
      response.mutable_go_away();
      co_await stream.Write(std::move(response));
      co_return co_await EndOfStream();
    }
    const auto page = co_await parts.routing.OffersAfter(call, agent_id, seen);
    if (!page) co_return Failure(page.error());
    for (const OfferedSession& offered : page->first) {
      v1::WatchOffersResponse response;
      ToProto(offered, call.caller(), response.mutable_offer());
      co_await stream.Write(std::move(response));
    }
    seen = page->second;
    if (co_await NextWithin(*listener, until_touch())) continue;
    touched = std::chrono::steady_clock::now();
    // Who has never set a presence is not missed either.
    (void)co_await parts.routing.Touch(call, agent_id);
  }
}

}  // namespace aicc::session
