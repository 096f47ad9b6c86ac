#include "common/pause.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/queue_view.h"

namespace aicc::session {
namespace {

// What happens within this is told together.
constexpr std::chrono::milliseconds kQuiet{500};

// A queue opens and closes without anything happening in it.
constexpr std::chrono::seconds kAtLeast{30};

}  // namespace

Task<Result<void>> HandleWatchQueues(
    const CallContext& call, const v1::WatchQueuesRequest&, const Parts& parts,
    ServerStream<v1::WatchQueuesResponse>& stream) {
  // Before the first read, so that no change falls between the two.
  const auto listener = co_await parts.changes.Listen(kRouteKey);
  std::string last;
  for (;;) {
    if (parts.drain.begun()) {
      v1::WatchQueuesResponse response;
      response.mutable_go_away();
      co_await stream.Write(std::move(response));
      co_return co_await EndOfStream();
    }
    const auto queues = co_await ViewQueues(call, parts);
    if (!queues) co_return Failure(queues.error());
    v1::WatchQueuesResponse response;
    response.mutable_queues()->Add(queues->begin(), queues->end());
    // The longest wait grows by itself, and is no change.
    std::string now;
    for (v1::Queue queue : *queues) {
      queue.clear_longest_wait_duration();
      now += queue.SerializeAsString();
    }
    if (now != last) co_await stream.Write(std::move(response));
    last = std::move(now);
    (void)co_await NextWithin(*listener, kAtLeast);
    co_await Pause(kQuiet);
  }
}

}  // namespace aicc::session
