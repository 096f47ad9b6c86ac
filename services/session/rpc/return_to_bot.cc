#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {

Task<Result<v1::ReturnToBotResponse>> HandleReturnToBot(
    const CallContext& call, const v1::ReturnToBotRequest& request,
    const Parts& parts) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    co_return Failure(ok.error());
  }
  if (auto ok = CheckId("request_id", request.request_id()); !ok) {
    co_return Failure(ok.error());
  }

  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer* open) {
    return ReturnToBot(session, open, call.caller());
  };
  const auto session = co_await parts.store.Perform(
      call, request.session_id(), "ReturnToBot", request.request_id(), decide);
  if (!session) co_return Failure(session.error());

  v1::ReturnToBotResponse response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
