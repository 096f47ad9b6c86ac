#include <boost/asio/this_coro.hpp>

#include "common/pause.h"
#include "common/rpc_bytes.h"
#include "common/rpc_malformed.h"
#include "services/session/domain/access.h"
#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/partial_note.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

using WatchStream = ServerStream<grpc::ByteBuffer>;

// A watcher who stops reading holds on to a page.
constexpr int kWatchPage = 64;

// When very many are woken at once, those who find no place come again.
constexpr std::chrono::milliseconds kBusyPause{50};

// Before who came during a drain is sent away.
constexpr std::chrono::milliseconds kLatePause{100};

Result<v1::WatchSessionRequest> RequestFrom(const grpc::ByteBuffer& bytes) {
  v1::WatchSessionRequest request;
  if (!Unpack(bytes, &request)) return MalformedRequest();
  if (request.after_seq() < 0) {
    return InvalidField("after_seq", "must be 0 or more");
  }
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    return Failure(ok.error());
  }
  return request;
}

Task<Result<LogPage>> ReadPage(const CallContext& call, const Parts& parts,
                               const std::string& session_id,
                               std::int32_t after) {
  for (;;) {
    auto page =
        co_await parts.store.ReadLog(call, session_id, after, kWatchPage);
    if (page || page.error().kind != ErrorKind::kResourceExhausted) {
      co_return page;
    }
    co_await Pause(kBusyPause);
  }
}

// Sends a page of the log, of what the feed does not have.
Task<Result<void>> SendOld(const CallContext& call, const Parts& parts,
                           const std::string& session_id,
                           Feeds::Watcher& watcher, WatchStream& stream) {
  std::int32_t& after = watcher.place().after;
  const auto page = co_await ReadPage(call, parts, session_id, after);
  if (!page) co_return Failure(page.error());
  const auto seen = MaySee(call.caller(), page->customer_id, session_id);
  if (!seen) co_return Failure(seen.error());
  if (after > page->last_seq) co_return AfterSeqAhead(after, page->last_seq);
  if (page->events.empty() && after < page->last_seq) {
    co_return LogUnreadable(session_id, after);
  }
  const std::int32_t end = watcher.Seen(*page);
  for (const Event& event : page->events) {
    if (event.seq > end) break;
    v1::WatchSessionResponse response;
    ToProto(session_id, event, call.caller(), response.mutable_event());
    co_await stream.Write(Pack(response));
    after = event.seq;
  }
  co_return Result<void>();
}

// Sends what the feed has. False if there was nothing.
Task<bool> SendNew(const std::string& session_id, const Feed::Next& next,
                   Feeds::Watcher& watcher, WatchStream& stream) {
  for (const grpc::ByteBuffer& event : next.events) {
    co_await stream.Write(event);
    ++watcher.place().after;
  }
  for (const auto& partial : next.partials) {
    v1::WatchSessionResponse response;
    ToProto(session_id, *partial, response.mutable_partial());
    co_await stream.Write(Pack(response));
  }
  co_return !next.events.empty() || !next.partials.empty();
}

Task<Result<void>> GoAway(WatchStream& stream) {
  v1::WatchSessionResponse response;
  response.mutable_go_away();
  co_await stream.Write(Pack(response));
  co_return co_await EndOfStream();
}

}  // namespace

Task<Result<void>> HandleWatchSession(const CallContext& call,
                                      const grpc::ByteBuffer& bytes,
                                      const Parts& parts, WatchStream& stream) {
  const auto request = RequestFrom(bytes);
  if (!request) co_return Failure(request.error());
  const std::string& session_id = request->session_id();
  // Before the first read, so that no change falls between the two.
  const auto watcher =
      parts.feeds.Watch({call.caller().tenant, session_id},
                        {.after = request->after_seq(),
                         .reader = call.caller().role,
                         .wants_partials = request->include_partials()},
                        co_await boost::asio::this_coro::executor);
  // The log says who may see it.
  const bool late = parts.drain.begun();
  auto old = co_await SendOld(call, parts, session_id, *watcher, stream);
  while (old) {
    const Feed::Next next = watcher->Next();
    if (next.failed) co_return Failure(*next.failed);
    if (next.behind) {
      old = co_await SendOld(call, parts, session_id, *watcher, stream);
      continue;
    }
    const bool sent = co_await SendNew(session_id, next, *watcher, stream);
    if (!sent && next.over) co_return old;
    if (parts.drain.begun()) {
      // Whoever comes again at once is not to do so all the time.
      if (late) co_await Pause(kLatePause);
      co_return co_await GoAway(stream);
    }
    if (!sent) co_await watcher->News();
  }
  co_return old;
}

}  // namespace aicc::session
