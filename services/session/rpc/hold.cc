#include "services/session/domain/staff_verbs.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {

Task<Result<v1::HoldResponse>> HandleHold(const CallContext& call,
                                          const v1::HoldRequest& request,
                                          const Parts& parts) {
  if (auto ok = CheckVerb(request); !ok) co_return Failure(ok.error());
  if (auto ok = CheckText("note", request.note(), 0, kMaxStaffNoteBytes); !ok) {
    co_return Failure(ok.error());
  }
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) {
    return Hold(session, call.caller(), request.note());
  };
  co_return co_await PerformVerb<v1::HoldResponse>(call, parts, "Hold", request,
                                                   decide);
}

}  // namespace aicc::session
