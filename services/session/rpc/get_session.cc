#include "services/session/domain/access.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {

Task<Result<v1::GetSessionResponse>> HandleGetSession(
    const CallContext& call, const v1::GetSessionRequest& request,
    const Parts& parts) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    co_return Failure(ok.error());
  }
  const auto session = co_await parts.store.Get(call, request.session_id());
  if (!session) co_return Failure(session.error());
  if (auto ok = MaySee(call.caller(), session->customer_id, session->id); !ok) {
    co_return Failure(ok.error());
  }

  v1::GetSessionResponse response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
