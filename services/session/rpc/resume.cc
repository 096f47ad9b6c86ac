#include "services/session/domain/staff_verbs.h"
#include "services/session/rpc/verb.h"

namespace aicc::session {

Task<Result<v1::ResumeResponse>> HandleResume(const CallContext& call,
                                              const v1::ResumeRequest& request,
                                              const Parts& parts) {
  if (auto ok = CheckVerb(request); !ok) co_return Failure(ok.error());
  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) {
    return Resume(session, call.caller());
  };
  co_return co_await PerformVerb<v1::ResumeResponse>(call, parts, "Resume",
                                                     request, decide);
}

}  // namespace aicc::session
