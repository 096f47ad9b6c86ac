#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr std::size_t kMaxBriefBytes = 65'536;
constexpr std::size_t kMaxReasonBytes = 64;
constexpr std::size_t kMaxAgentBytes = 128;
constexpr std::string_view kCustomerAsked = "CUSTOMER_ASKED";

struct Wish {
  std::string queue;
  std::string reason;
  std::string brief;  // JSON, or empty.
};

Result<Wish> WishFromProto(const v1::RequestAgentRequest& request,
                           const PackManifest& pack) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckId("request_id", request.request_id()); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckSound("brief", request.brief(), kMaxBriefBytes); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckText("brief.reason", request.brief().reason(), 0,
                          kMaxReasonBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckText("queue", request.queue(), 0, 64); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckText("agent_id", request.agent_id(), 0, kMaxAgentBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (!request.queue().empty() && !pack.HasQueue(request.queue())) {
    return QueueNotFound(request.queue());
  }
  Wish wish;
  wish.queue =
      request.queue().empty() ? pack.queues.front().id : request.queue();
  wish.reason = request.brief().reason().empty() ? std::string(kCustomerAsked)
                                                 : request.brief().reason();
  if (request.has_brief()) wish.brief = ToJson(request.brief());
  return wish;
}

}  // namespace

Task<Result<v1::RequestAgentResponse>> HandleRequestAgent(
    const CallContext& call, const v1::RequestAgentRequest& request,
    const Parts& parts) {
  auto wish = WishFromProto(request, parts.pack);
  if (!wish) co_return Failure(wish.error());
  if (!request.agent_id().empty() && !MayRoute(call.caller().role)) {
    co_return InvalidField("agent_id",
                           "may be given by ADMIN and SERVICE only");
  }
  // A customer's own request has no brief: agents trust what they read there.
  if (call.caller().role == Role::kCustomer) {
    wish->brief.clear();
    wish->reason = kCustomerAsked;
  }

  const SessionStore::Decide decide = [&](const Session& session,
                                          const Offer*) {
    if (!request.agent_id().empty()) {
      return Adopt(session, request.agent_id(), wish->brief);
    }
    return RequestAgent(session, call.caller(), wish->queue, wish->reason,
                        wish->brief);
  };
  const auto session = co_await parts.store.Perform(
      call, request.session_id(), "RequestAgent", request.request_id(), decide);
  if (!session) co_return Failure(session.error());

  v1::RequestAgentResponse response;
  ToProto(*session, call.caller(), response.mutable_session());
  co_return response;
}

}  // namespace aicc::session
