#include <algorithm>

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr int kUsualSessions = 50;
constexpr int kMaxSessions = 200;
constexpr std::size_t kMaxQueueBytes = 64;

// A page token is the last session's id behind a version.
constexpr std::string_view kSessionsToken = "s1.";

Result<std::string> BeforeId(const std::string& token) {
  if (token.empty()) return token;
  if (!token.starts_with(kSessionsToken)) return BadPageToken();
  std::string id = token.substr(kSessionsToken.size());
  if (!IsUuid(id)) return BadPageToken();
  return id;
}

Result<void> ReadTimes(const v1::ListSessionsRequest& request,
                       ListFilter* filter) {
  const auto from = AnyTime("start_time_from", request.has_start_time_from(),
                            request.start_time_from());
  if (!from) return Failure(from.error());
  const auto to = AnyTime("start_time_to", request.has_start_time_to(),
                          request.start_time_to());
  if (!to) return Failure(to.error());
  filter->start_from = *from;
  filter->start_to = *to;
  return {};
}

Result<ListFilter> FilterFromProto(const CallContext& call,
                                   const v1::ListSessionsRequest& request) {
  ListFilter filter;
  if (request.page_size() < 0) {
    return InvalidField("page_size", "must not be negative");
  }
  filter.limit = request.page_size() == 0
                     ? kUsualSessions
                     : std::min<int>(request.page_size(), kMaxSessions);
  auto before = BeforeId(request.page_token());
  if (!before) return Failure(before.error());
  filter.before_id = *std::move(before);
  if (request.state() != v1::STATE_UNSPECIFIED) {
    if (!v1::State_IsValid(request.state())) {
      return InvalidField("state", "must be one that is known");
    }
    filter.state = static_cast<State>(request.state());
  }
  if (auto ok = ReadTimes(request, &filter); !ok) return Failure(ok.error());
  if (auto ok = CheckText("agent_id", request.agent_id(), 0, kMaxAgentBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckText("queue", request.queue(), 0, kMaxQueueBytes); !ok) {
    return Failure(ok.error());
  }
  filter.agent_id = request.agent_id();
  filter.queue = request.queue();
  if (call.caller().role == Role::kCustomer) {
    filter.customer_id = call.caller().subject;
  }
  return filter;
}

}  // namespace

Task<Result<v1::ListSessionsResponse>> HandleListSessions(
    const CallContext& call, const v1::ListSessionsRequest& request,
    const Parts& parts) {
  auto filter = FilterFromProto(call, request);
  if (!filter) co_return Failure(filter.error());
  const auto page_size = static_cast<std::size_t>(filter->limit);
  ++filter->limit;  // One more tells whether a page follows.
  const auto sessions = co_await parts.store.List(call, *filter);
  if (!sessions) co_return Failure(sessions.error());

  v1::ListSessionsResponse response;
  const std::size_t shown = std::min(sessions->size(), page_size);
  for (std::size_t i = 0; i < shown; ++i) {
    ToProto((*sessions)[i], call.caller(), response.add_sessions());
  }
  if (sessions->size() > shown) {
    response.set_next_page_token(std::string(kSessionsToken) +
                                 (*sessions)[shown - 1].id);
  }
  co_return response;
}

}  // namespace aicc::session
