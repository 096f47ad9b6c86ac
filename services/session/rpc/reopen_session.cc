#include "services/session/domain/access.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {

Task<Result<v1::ReopenSessionResponse>> HandleReopenSession(
    const CallContext& call, const v1::ReopenSessionRequest& request,
    const Parts& parts) {
  if (auto ok = CheckVerb(request); !ok) co_return Failure(ok.error());
  const auto session = co_await parts.store.Reopen(
      call, request.session_id(), RequesterOf(call.caller()),
      request.request_id(), parts.reopen_window);
  if (!session) co_return Failure(session.error());
  v1::ReopenSessionResponse response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
