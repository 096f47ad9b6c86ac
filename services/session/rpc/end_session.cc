#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {

Task<Result<v1::EndSessionResponse>> HandleEndSession(
    const CallContext& call, const v1::EndSessionRequest& request,
    const Parts& parts) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    co_return Failure(ok.error());
  }
  if (request.end_reason() == v1::END_REASON_UNSPECIFIED ||
      !v1::EndReason_IsValid(request.end_reason())) {
    co_return InvalidField("end_reason", "must be one that is known");
  }
  const auto reason = static_cast<EndReason>(request.end_reason());
  if (call.caller().role == Role::kCustomer &&
      reason != EndReason::kCustomerLeft && reason != EndReason::kLineFailure &&
      reason != EndReason::kFollowUpCancelled) {
    co_return InvalidField("end_reason",
                           "must be CUSTOMER_LEFT, LINE_FAILURE or "
                           "FOLLOW_UP_CANCELLED of a customer");
  }

  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer* open) {
    const auto limit = parts.pack.RuleOf(session.queue).wrap_up_limit;
    std::optional<TimePoint> until;
    if (limit) until = parts.clock.Now() + *limit;
    return EndSession(session, open, call.caller(), reason, until);
  };
  const auto session = co_await parts.store.Perform(call, request.session_id(),
                                                    "EndSession", {}, decide);
  if (!session) co_return Failure(session.error());

  v1::EndSessionResponse response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
