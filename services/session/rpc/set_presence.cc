#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

Result<PresenceRequest> RequestFromProto(const Caller& caller,
                                         const v1::SetPresenceRequest& in,
                                         const PackManifest& pack) {
  PresenceRequest out;
  out.agent_id = caller.subject;
  switch (in.presence()) {
    case v1::PRESENCE_AVAILABLE:
    case v1::PRESENCE_AWAY:
    case v1::PRESENCE_OFFLINE:
      out.wish = static_cast<Presence>(in.presence());
      break;
    default:
      return InvalidField("presence", "must be AVAILABLE, AWAY or OFFLINE");
  }
  if (auto ok = CheckQueues(in.queues(), pack); !ok) {
    return Failure(ok.error());
  }
  if (in.queues_size() > 0) {
    out.queues.emplace(in.queues().begin(), in.queues().end());
  }
  if (auto ok = CheckText("display_name", in.display_name(), 0, kMaxNameBytes);
      !ok) {
    return Failure(ok.error());
  }
  out.display_name = in.display_name();
  return out;
}

}  // namespace

Task<Result<v1::SetPresenceResponse>> HandleSetPresence(
    const CallContext& call, const v1::SetPresenceRequest& request,
    const Parts& parts) {
  const auto wanted = RequestFromProto(call.caller(), request, parts.pack);
  if (!wanted) co_return Failure(wanted.error());
  const auto agent = co_await parts.routing.SetPresence(call, *wanted);
  if (!agent) co_return Failure(agent.error());

  v1::SetPresenceResponse response;
  ToProto(*agent, parts.pack, response.mutable_agent());
  co_return response;
}

}  // namespace aicc::session
