#include "common/uuid.h"
#include "services/session/domain/access.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxCustomerBytes = 128;

Result<void> CheckForm(const CallContext& call,
                       const v1::StartSessionRequest& request) {
  if (auto ok = CheckId("request_id", request.request_id()); !ok) return ok;
  if (request.channel() == v1::CHANNEL_UNSPECIFIED ||
      !v1::Channel_IsValid(request.channel())) {
    return InvalidField("channel", "must be CHAT or VOICE");
  }
  if (!request.locale().empty() && request.locale() != "ko" &&
      request.locale() != "en") {
    return InvalidField("locale", "must be ko or en");
  }
  if (call.caller().role != Role::kCustomer) {
    auto ok =
        CheckText("customer_id", request.customer_id(), 1, kMaxCustomerBytes);
    if (!ok) return ok;
  }
  if (auto ok = CheckText("customer_name", request.customer_name(), 0,
                          kMaxCustomerBytes);
      !ok) {
    return ok;
  }
  if (!request.agent_id().empty() && !MayRoute(call.caller().role)) {
    return InvalidField("agent_id", "may be given by ADMIN and SERVICE only");
  }
  if (auto ok = CheckText("agent_id", request.agent_id(), 0, kMaxCustomerBytes);
      !ok) {
    return ok;
  }
  return CheckText("source", request.source(), 0, kMaxSourceBytes);
}

Result<TimePoint> StartTime(const CallContext& call,
                            const v1::StartSessionRequest& request,
                            TimePoint now) {
  if (request.has_start_time() && !MayRoute(call.caller().role)) {
    return InvalidField("start_time", "may be given by ADMIN and SERVICE only");
  }
  const auto given = PastTime("start_time", request.has_start_time(),
                              request.start_time(), now);
  if (!given) return Failure(given.error());
  return given->value_or(now);
}

}  // namespace

Task<Result<v1::StartSessionResponse>> HandleStartSession(
    const CallContext& call, const v1::StartSessionRequest& request,
    const Parts& parts) {
  if (auto ok = CheckForm(call, request); !ok) co_return Failure(ok.error());
  const TimePoint now = parts.clock.Now();
  const auto start_time = StartTime(call, request, now);
  if (!start_time) co_return Failure(start_time.error());
  Session session;
  session.id = NewUuidV7(now);
  session.channel = static_cast<Channel>(request.channel());
  session.locale = request.locale().empty() ? "ko" : request.locale();
  session.customer_id = call.caller().role == Role::kCustomer
                            ? call.caller().subject
                            : request.customer_id();
  session.customer_name = request.customer_name();
  session.source = request.source();
  session.agent_id = request.agent_id();
  session.start_time = *start_time;

  const std::string requester = RequesterOf(call.caller());
  const auto started = co_await parts.store.Start(call, session, requester,
                                                  request.request_id());
  if (!started) co_return Failure(started.error());

  v1::StartSessionResponse response;
  ToProto(*started, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
