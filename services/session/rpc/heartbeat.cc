#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

Task<Result<v1::HeartbeatResponse>> HandleHeartbeat(const CallContext& call,
                                                    const v1::HeartbeatRequest&,
                                                    const Parts& parts) {
  const auto agent = co_await parts.routing.Touch(call, call.caller().subject);
  if (!agent) co_return Failure(agent.error());
  v1::HeartbeatResponse response;
  ToProto(*agent, parts.pack, response.mutable_agent());
  co_return response;
}

}  // namespace aicc::session
