#include "services/session/rpc/queue_view.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "services/session/rpc/convert.h"

namespace aicc::session {
namespace {

using google::protobuf::util::TimeUtil;

void ToProto(const QueueLoad& load, TimePoint now, v1::Queue* out) {
  out->set_waiting_count(load.waiting_count);
  out->set_follow_up_count(load.follow_up_count);
  if (!load.oldest) return;
  const auto wait = std::max(now - *load.oldest, TimePoint::duration::zero());
  *out->mutable_longest_wait_duration() =
      TimeUtil::MicrosecondsToDuration(wait.count());
}

void HoursToProto(const Parts& parts, TimePoint now, v1::Queue* out) {
  out->set_open(parts.hours.IsOpen(out->queue(), now));
  if (out->open()) return;
  const auto opens = parts.hours.NextOpening(out->queue(), now);
  if (opens) *out->mutable_open_time() = ToTimestamp(*opens);
}

}  // namespace

Task<Result<std::vector<v1::Queue>>> ViewQueues(const CallContext& call,
                                                const Parts& parts) {
  const auto loads = co_await parts.routing.QueueLoads(call);
  if (!loads) co_return Failure(loads.error());
  const auto agents = co_await parts.routing.FreeAgents(call);
  if (!agents) co_return Failure(agents.error());
  const TimePoint now = parts.clock.Now();
  std::vector<v1::Queue> queues;
  for (const NamedChoice& choice : parts.pack.queues) {
    v1::Queue& queue = queues.emplace_back();
    queue.set_queue(choice.id);
    queue.mutable_names()->insert(choice.names.begin(), choice.names.end());
    queue.set_available_agent_count(static_cast<std::int32_t>(
        std::ranges::count_if(*agents, [&](const Agent& agent) {
          return TakesFrom(agent, choice.id);
        })));
    const auto load = std::ranges::find(*loads, choice.id, &QueueLoad::queue);
    if (load != loads->end()) ToProto(*load, now, &queue);
    HoursToProto(parts, now, &queue);
  }
  co_return queues;
}

}  // namespace aicc::session
