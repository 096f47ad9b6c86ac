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
    co_await listener->Next();
  }
}

}  // namespace aicc::session
