#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {

Task<Result<v1::RejectOfferResponse>> HandleRejectOffer(
    const CallContext& call, const v1::RejectOfferRequest& request,
    const Parts& parts) {
  if (auto ok = CheckUuid("offer_id", request.offer_id()); !ok) {
    co_return Failure(ok.error());
  }
  const auto offered = co_await parts.routing.RejectOffer(
      call, call.caller().subject, request.offer_id());
  if (!offered) co_return Failure(offered.error());

  v1::RejectOfferResponse response;
  ToProto(*offered, call.caller(), response.mutable_offer());
  co_return response;
}

}  // namespace aicc::session
