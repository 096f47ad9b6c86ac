#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

Result<void> Check(const v1::CompleteWrapUpRequest& request,
                   const PackManifest& pack) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) return ok;
  if (auto ok = CheckId("request_id", request.request_id()); !ok) return ok;
  if (auto ok = CheckText("disposition", request.disposition(), 1, 64); !ok) {
    return ok;
  }
  if (auto ok = CheckText("note", request.note(), 0, kMaxNoteBytes); !ok) {
    return ok;
  }
  if (!pack.HasDisposition(request.disposition())) {
    return DispositionNotFound(request.disposition());
  }
  return {};
}

}  // namespace

Task<Result<v1::CompleteWrapUpResponse>> HandleCompleteWrapUp(
    const CallContext& call, const v1::CompleteWrapUpRequest& request,
    const Parts& parts) {
  if (auto ok = Check(request, parts.pack); !ok) co_return Failure(ok.error());

  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) {
    return CompleteWrapUp(session, call.caller(), request.disposition(),
                          request.note());
  };
  const auto session =
      co_await parts.store.Perform(call, request.session_id(), "CompleteWrapUp",
                                   request.request_id(), decide);
  if (!session) co_return Failure(session.error());

  v1::CompleteWrapUpResponse response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
