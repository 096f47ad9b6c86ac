#include "services/session/domain/staff_verbs.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {

Task<Result<v1::RemoveParticipantResponse>> HandleRemoveParticipant(
    const CallContext& call, const v1::RemoveParticipantRequest& request,
    const Parts& parts) {
  if (auto ok = CheckVerb(request); !ok) co_return Failure(ok.error());
  if (auto ok = CheckText("agent_id", request.agent_id(), 0, kMaxAgentIdBytes);
      !ok) {
    co_return Failure(ok.error());
  }
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer* open) {
    return RemoveParticipant(session, open, call.caller(), request.agent_id());
  };
  co_return co_await PerformVerb<v1::RemoveParticipantResponse>(
      call, parts, "RemoveParticipant", request, decide);
}

}  // namespace aicc::session
