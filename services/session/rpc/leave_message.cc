#include "services/session/rpc/follow_up.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxMessageBytes = 16'384;

}  // namespace

Task<Result<v1::LeaveMessageResponse>> HandleLeaveMessage(
    const CallContext& call, const v1::LeaveMessageRequest& request,
    const Parts& parts) {
  if (auto ok = CheckVerb(request); !ok) co_return Failure(ok.error());
  if (auto ok = CheckText("text", request.text(), 1, kMaxMessageBytes); !ok) {
    co_return Failure(ok.error());
  }
  const FollowUp follow_up{FollowUpKind::kMessage, {}, parts.clock.Now()};
  co_return co_await FollowUpOn<v1::LeaveMessageResponse>(
      call, parts, "LeaveMessage", request, follow_up, request.text());
}

}  // namespace aicc::session
