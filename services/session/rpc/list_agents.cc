#include <algorithm>

#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr int kUsualAgents = 50;
constexpr int kMaxAgents = 200;

// A page token is the last agent of the page before, behind a version.
constexpr std::string_view kAgentsToken = "a1.";

Result<std::string> AfterFrom(const std::string& token) {
  if (token.empty()) return token;
  if (!token.starts_with(kAgentsToken) || token.size() > 256 ||
      !IsText(token)) {
    return BadPageToken();
  }
  return token.substr(kAgentsToken.size());
}

}  // namespace

Task<Result<v1::ListAgentsResponse>> HandleListAgents(
    const CallContext& call, const v1::ListAgentsRequest& request,
    const Parts& parts) {
  if (request.page_size() < 0) {
    co_return InvalidField("page_size", "must not be negative");
  }
  const auto after = AfterFrom(request.page_token());
  if (!after) co_return Failure(after.error());
  const int size = request.page_size() == 0
                       ? kUsualAgents
                       : std::min(request.page_size(), kMaxAgents);
  const auto agents = co_await parts.routing.ListAgents(call, *after, size + 1);
  if (!agents) co_return Failure(agents.error());
  v1::ListAgentsResponse response;
  for (const Agent& agent : *agents) {
    if (response.agents_size() == size) {
      response.set_next_page_token(std::string(kAgentsToken) +
                                   response.agents(size - 1).agent_id());
      break;
    }
    ToProto(agent, parts.pack, response.add_agents());
  }
  co_return response;
}

}  // namespace aicc::session
