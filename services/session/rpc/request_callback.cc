#include <algorithm>

#include "services/session/domain/identifier.h"
#include "services/session/rpc/follow_up.h"

namespace aicc::session {
namespace {

constexpr std::chrono::hours kFurthest{366 * 24};
constexpr std::size_t kMaxPhoneBytes = 32;

Result<FollowUp> FollowUpFromProto(const v1::RequestCallbackRequest& in,
                                   TimePoint now) {
  if (auto ok = CheckVerb(in); !ok) return Failure(ok.error());
  if (auto ok = CheckText("phone_number", in.phone_number(), 1, kMaxPhoneBytes);
      !ok) {
    return Failure(ok.error());
  }
  const auto phone = NormalPhone(in.phone_number());
  if (!phone) {
    return InvalidField("phone_number",
                        "must be a telephone number, such as +821012345678 or "
                        "010-1234-5678");
  }
  const auto wanted = AnyTime("not_before_time", in.has_not_before_time(),
                              in.not_before_time());
  if (!wanted) return Failure(wanted.error());
  if (*wanted && **wanted > now + kFurthest) {
    return InvalidField("not_before_time", "must be within a year");
  }
  return FollowUp{FollowUpKind::kCallback, *phone,
                  std::max(now, wanted->value_or(now))};
}

}  // namespace

Task<Result<v1::RequestCallbackResponse>> HandleRequestCallback(
    const CallContext& call, const v1::RequestCallbackRequest& request,
    const Parts& parts) {
  const auto follow_up = FollowUpFromProto(request, parts.clock.Now());
  if (!follow_up) co_return Failure(follow_up.error());
  co_return co_await FollowUpOn<v1::RequestCallbackResponse>(
      call, parts, "RequestCallback", request, *follow_up, {});
}

}  // namespace aicc::session
