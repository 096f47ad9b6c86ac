#include "common/pause.h"
#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr int kPageEvents = 256;

// When very many are woken at once, those who find no place come again.
constexpr std::chrono::milliseconds kBusyPause{50};

Result<void> Check(const v1::WatchSessionRequest& request) {
  if (request.after_seq() < 0) {
    return InvalidField("after_seq", "must be 0 or more");
  }
  return CheckUuid("session_id", request.session_id());
}

Task<Result<LogPage>> ReadPage(const CallContext& call, const Parts& parts,
                               const std::string& session_id,
                               std::int32_t after) {
  for (;;) {
    auto page =
        co_await parts.store.ReadLog(call, session_id, after, kPageEvents);
    if (page || page.error().kind != ErrorKind::kResourceExhausted) {
      co_return page;
    }
    co_await Pause(kBusyPause);
  }
}

// Sends what is in the log after `*after`. True if nothing will follow.
Task<Result<bool>> SendNew(const CallContext& call, const Parts& parts,
                           const std::string& session_id, std::int32_t* after,
                           ServerStream<v1::WatchSessionResponse>& stream) {
  for (;;) {
    const auto page = co_await ReadPage(call, parts, session_id, *after);
    if (!page) co_return Failure(page.error());
    const auto seen = MaySee(call.caller(), page->customer_id, session_id);
    if (!seen) co_return Failure(seen.error());
    if (*after > page->last_seq) {
      co_return AfterSeqAhead(*after, page->last_seq);
    }
    for (const Event& event : page->events) {
      v1::WatchSessionResponse response;
      ToProto(session_id, event, call.caller(), response.mutable_event());
      co_await stream.Write(std::move(response));
      *after = event.seq;
    }
    if (page->events.empty() && *after < page->last_seq) {
      co_return LogUnreadable(session_id, *after);
    }
    if (*after >= page->last_seq) co_return IsOver(page->state);
  }
}

}  // namespace

Task<Result<void>> HandleWatchSession(
    const CallContext& call, const v1::WatchSessionRequest& request,
    const Parts& parts, ServerStream<v1::WatchSessionResponse>& stream) {
  if (auto ok = Check(request); !ok) co_return ok;
  std::int32_t after = request.after_seq();
  // Before the first read, so that no change falls between the two.
  const auto listener = co_await parts.changes.Listen(request.session_id());
  const auto watch = parts.watches.Add(request.session_id());
  for (;;) {
    const auto over =
        co_await SendNew(call, parts, request.session_id(), &after, stream);
    if (!over) co_return Failure(over.error());
    if (*over) co_return Result<void>();
    watch->Seen(after);
    co_await listener->Next();
  }
}

}  // namespace aicc::session
