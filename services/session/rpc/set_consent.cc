#include <algorithm>

#include "common/auth.h"
#include "common/uuid.h"
#include "services/session/domain/access.h"
#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

Result<void> CheckForm(const v1::SetConsentRequest& request) {
  if (auto ok = CheckId("request_id", request.request_id()); !ok) return ok;
  if (request.purpose() == v1::CONSENT_PURPOSE_UNSPECIFIED ||
      !v1::ConsentPurpose_IsValid(request.purpose())) {
    return InvalidField("purpose",
                        "must be RECORDING, EXTERNAL_AI, MARKETING or "
                        "ANALYTICS");
  }
  return CheckText("source", request.source(), 1, kMaxSourceBytes);
}

Result<void> ReadTimes(const Caller& caller,
                       const v1::SetConsentRequest& request, TimePoint now,
                       Consent* consent) {
  if (request.has_consent_time() && !MayRoute(caller.role)) {
    return InvalidField("consent_time",
                        "may be given by ADMIN and SERVICE only");
  }
  const auto said = PastTime("consent_time", request.has_consent_time(),
                             request.consent_time(), now);
  if (!said) return Failure(said.error());
  // A clock that is ahead must not outdo what is said next.
  consent->consent_time = std::min(said->value_or(now), now);
  const auto expire =
      AnyTime("expire_time", request.has_expire_time(), request.expire_time());
  if (!expire) return Failure(expire.error());
  if (*expire && (!request.granted() || **expire <= consent->consent_time)) {
    return InvalidField("expire_time",
                        "must be after consent_time, and of what is granted");
  }
  consent->expire_time = *expire;
  return {};
}

Result<Consent> ConsentFromProto(const Caller& caller,
                                 const v1::SetConsentRequest& request,
                                 TimePoint now) {
  if (auto ok = CheckForm(request); !ok) return Failure(ok.error());
  auto customer_id = CustomerOf(caller, request.customer_id());
  if (!customer_id) return Failure(customer_id.error());
  Consent consent;
  consent.id = NewUuidV7(now);
  consent.customer_id = *std::move(customer_id);
  consent.purpose = static_cast<ConsentPurpose>(request.purpose());
  consent.granted = request.granted();
  consent.source = request.source();
  consent.record_time = now;
  consent.recorder_role = RoleName(caller.role);
  consent.recorder = caller.subject;
  if (auto ok = ReadTimes(caller, request, now, &consent); !ok) {
    return Failure(ok.error());
  }
  return consent;
}

}  // namespace

Task<Result<v1::SetConsentResponse>> HandleSetConsent(
    const CallContext& call, const v1::SetConsentRequest& request,
    const Parts& parts) {
  const auto consent =
      ConsentFromProto(call.caller(), request, parts.clock.Now());
  if (!consent) co_return Failure(consent.error());
  // What one role asked for is no retry of what another did.
  const std::string& recorder = consent->recorder;
  const std::string key = consent->recorder_role + ":" +
                          std::to_string(recorder.size()) + ":" + recorder +
                          "/" + request.request_id();
  const auto kept = co_await parts.customers.AddConsent(
      call, *consent, request.has_consent_time(), key);
  if (!kept) co_return Failure(kept.error());

  v1::SetConsentResponse response;
  ToProto(*kept, response.mutable_consent());
  co_return response;
}

}  // namespace aicc::session
