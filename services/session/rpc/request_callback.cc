#include <algorithm>

#include "services/session/rpc/follow_up.h"

namespace aicc::session {
namespace {

constexpr std::chrono::hours kFurthest{366 * 24};

// ITU-T E.164: a plus and 8 to 15 digits, the first of them not 0.
Result<void> CheckPhoneNumber(std::string_view field, std::string_view text) {
  const bool fits = text.size() >= 9 && text.size() <= 16 && text[0] == '+' &&
                    text[1] != '0' &&
                    std::ranges::all_of(text.substr(1), [](char c) {
                      return c >= '0' && c <= '9';
                    });
  if (fits) return {};
  return InvalidField(field, "must be E.164, such as +821012345678");
}

Result<FollowUp> FollowUpFromProto(const v1::RequestCallbackRequest& in,
                                   TimePoint now) {
  if (auto ok = CheckVerb(in); !ok) return Failure(ok.error());
  if (auto ok = CheckPhoneNumber("phone_number", in.phone_number()); !ok) {
    return Failure(ok.error());
  }
  const auto wanted = AnyTime("not_before_time", in.has_not_before_time(),
                              in.not_before_time());
  if (!wanted) return Failure(wanted.error());
  if (*wanted && **wanted > now + kFurthest) {
    return InvalidField("not_before_time", "must be within a year");
  }
  return FollowUp{FollowUpKind::kCallback, in.phone_number(),
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
