#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <charconv>

#include "services/session/domain/errors.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {
namespace {

constexpr std::size_t kDefaultPage = 50;
constexpr std::size_t kMaxPage = 200;

// A page token is where in the pack the page begins, behind a version.
constexpr std::string_view kTokenPrefix = "q1.";

Result<std::size_t> BeginFrom(std::string_view token, std::size_t count) {
  if (token.empty()) return 0U;
  if (!token.starts_with(kTokenPrefix)) return BadPageToken();
  token.remove_prefix(kTokenPrefix.size());
  std::size_t begin = 0;
  const auto* end = token.data() + token.size();
  const auto read = std::from_chars(token.data(), end, begin);
  if (read.ec != std::errc() || read.ptr != end || begin >= count) {
    return BadPageToken();
  }
  return begin;
}

bool TakesFrom(const Agent& agent, const std::string& queue) {
  return !agent.queues ||
         std::ranges::find(*agent.queues, queue) != agent.queues->end();
}

void ToProto(const NamedChoice& choice, const std::vector<QueueLoad>& loads,
             const std::vector<Agent>& agents, TimePoint now, v1::Queue* out) {
  out->set_queue(choice.id);
  out->mutable_names()->insert(choice.names.begin(), choice.names.end());
  out->set_available_agent_count(static_cast<std::int32_t>(
      std::ranges::count_if(agents, [&](const Agent& agent) {
        return TakesFrom(agent, choice.id);
      })));
  for (const QueueLoad& load : loads) {
    if (load.queue != choice.id) continue;
    out->set_waiting_count(load.waiting_count);
    if (!load.oldest) continue;
    const auto wait = std::max(now - *load.oldest, TimePoint::duration::zero());
    *out->mutable_longest_wait_duration() =
        google::protobuf::util::TimeUtil::MicrosecondsToDuration(wait.count());
  }
}

}  // namespace

Task<Result<v1::ListQueuesResponse>> HandleListQueues(
    const CallContext& call, const v1::ListQueuesRequest& request,
    const Parts& parts) {
  const auto& queues = parts.pack.queues;
  if (request.page_size() < 0) {
    co_return InvalidField("page_size", "must not be negative");
  }
  const auto begin = BeginFrom(request.page_token(), queues.size());
  if (!begin) co_return Failure(begin.error());
  const auto loads = co_await parts.routing.QueueLoads(call);
  if (!loads) co_return Failure(loads.error());
  const auto agents = co_await parts.routing.AvailableAgents(call);
  if (!agents) co_return Failure(agents.error());

  const std::size_t size =
      request.page_size() == 0
          ? kDefaultPage
          : std::min(static_cast<std::size_t>(request.page_size()), kMaxPage);
  const std::size_t end = std::min(queues.size(), *begin + size);
  v1::ListQueuesResponse response;
  for (std::size_t i = *begin; i < end; ++i) {
    ToProto(queues[i], *loads, *agents, parts.clock.Now(),
            response.add_queues());
  }
  if (end < queues.size()) {
    response.set_next_page_token(std::string(kTokenPrefix) +
                                 std::to_string(end));
  }
  co_return response;
}

}  // namespace aicc::session
