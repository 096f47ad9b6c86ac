#include "services/session/domain/staff_verbs.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {

Task<Result<v1::JoinSessionResponse>> HandleJoinSession(
    const CallContext& call, const v1::JoinSessionRequest& request,
    const Parts& parts) {
  if (auto ok = CheckVerb(request); !ok) co_return Failure(ok.error());
  const auto role = static_cast<ParticipantRole>(request.role());
  if (!v1::ParticipantRole_IsValid(request.role()) || !IsSupervising(role)) {
    co_return InvalidField("role", "must be MONITOR, WHISPER or BARGE");
  }
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) {
    return JoinSession(session, call.caller(), role);
  };
  co_return co_await PerformVerb<v1::JoinSessionResponse>(
      call, parts, "JoinSession", request, decide);
}

}  // namespace aicc::session
