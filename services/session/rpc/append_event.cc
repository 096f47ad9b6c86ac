#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/handlers.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

Result<Append> AppendFromProto(const CallContext& call,
                               const v1::AppendEventRequest& request,
                               TimePoint now) {
  if (auto ok = CheckUuid("session_id", request.session_id()); !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckId("event_id", request.event_id()); !ok) {
    return Failure(ok.error());
  }
  const auto time = PastTime("event_time", request.has_event_time(),
                             request.event_time(), now);
  if (!time) return Failure(time.error());
  auto body = BodyFromProto(request);
  if (!body) return Failure(body.error());
  Append append;
  append.caller = call.caller();
  append.deadline = call.deadline();
  append.session_id = request.session_id();
  append.event_time = *time;
  append.event.event_id = request.event_id();
  append.event.body = *std::move(body);
  return append;
}

Result<v1::AppendEventResponse> ResponseTo(const Result<Appended>& appended) {
  if (!appended) return Failure(appended.error());
  v1::AppendEventResponse response;
  response.set_seq(appended->seq);
  response.set_duplicate(appended->duplicate);
  return response;
}

}  // namespace

void HandleAppendEvent(
    const CallContext& call, const v1::AppendEventRequest& request,
    const Parts& parts,
    std::function<void(Result<v1::AppendEventResponse>)> done) {
  auto append = AppendFromProto(call, request, parts.clock.Now());
  if (!append) {
    done(Failure(append.error()));
    return;
  }
  // What is submitted is done, whoever still listens.
  append->done = [done](const Result<Appended>& appended) {
    done(ResponseTo(appended));
  };
  if (!parts.appender.Submit(*append)) done(TooManyAppends());
}

}  // namespace aicc::session
