#pragma once

#include <string>
#include <string_view>

#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {

inline constexpr std::size_t kMaxStaffNoteBytes = 1'024;
inline constexpr std::size_t kMaxAgentIdBytes = 128;

// The fields that every verb on a contact has.
template <typename Request>
Result<void> CheckVerb(const Request& request) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) return ok;
  return CheckId("request_id", request.request_id());
}

// Performs a verb once and answers with the contact as it is then.
template <typename Response, typename Request>
Task<Result<Response>> PerformVerb(const CallContext& call, const Parts& parts,
                                   std::string_view verb,
                                   const Request& request,
                                   const SessionStore::Decide& decide) {
  const auto session = co_await parts.store.Perform(
      call, request.session_id(), verb, request.request_id(), decide);
  if (!session) co_return Failure(session.error());
  Response response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
