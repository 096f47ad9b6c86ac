#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <functional>

#include "aicc/session/v1/routing.pb.h"
#include "aicc/session/v1/session.pb.h"
#include "common/bell.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/pack_manifest.h"
#include "common/server_stream.h"
#include "common/task.h"
#include "services/session/domain/event_appender.h"
#include "services/session/domain/routing_store.h"
#include "services/session/domain/session_search.h"
#include "services/session/domain/session_store.h"
#include "services/session/domain/watch_registry.h"

namespace aicc::session {

// What the handlers work with. All of it outlives them.
struct Parts {
  SessionStore& store;
  EventAppender& appender;
  RoutingStore& routing;
  Bell& changes;  // Keys: session ids.
  Bell& offers;   // Keys: see OffersKey() in domain/routing_store.h.
  WatchRegistry& watches;
  const Clock& clock;
  const PackManifest& pack;
  SessionSearch& search;
};

// Of the RPCs the most frequent by far: a callback, not a coroutine. `request`
// is not read any more once it returns.
void HandleAppendEvent(
    const CallContext& call, const v1::AppendEventRequest& request,
    const Parts& parts,
    std::function<void(Result<v1::AppendEventResponse>)> done);

// One coroutine for each of the others, in the file of its name. They never
// block.

Task<Result<v1::StartSessionResponse>> HandleStartSession(
    const CallContext& call, const v1::StartSessionRequest& request,
    const Parts& parts);
// Reads IngestTranscriptRequests and writes IngestTranscriptResponses.
Task<Result<void>> HandleIngestTranscript(
    const CallContext& call, const Parts& parts,
    BidiStream<grpc::ByteBuffer, grpc::ByteBuffer>& stream);
Task<Result<void>> HandleWatchSession(
    const CallContext& call, const v1::WatchSessionRequest& request,
    const Parts& parts, ServerStream<v1::WatchSessionResponse>& stream);
Task<Result<v1::GetSessionResponse>> HandleGetSession(
    const CallContext& call, const v1::GetSessionRequest& request,
    const Parts& parts);
Task<Result<v1::ListSessionsResponse>> HandleListSessions(
    const CallContext& call, const v1::ListSessionsRequest& request,
    const Parts& parts);
Task<Result<v1::SearchSessionsResponse>> HandleSearchSessions(
    const CallContext& call, const v1::SearchSessionsRequest& request,
    const Parts& parts);
Task<Result<v1::RequestAgentResponse>> HandleRequestAgent(
    const CallContext& call, const v1::RequestAgentRequest& request,
    const Parts& parts);
Task<Result<v1::ReturnToBotResponse>> HandleReturnToBot(
    const CallContext& call, const v1::ReturnToBotRequest& request,
    const Parts& parts);
Task<Result<v1::EndSessionResponse>> HandleEndSession(
    const CallContext& call, const v1::EndSessionRequest& request,
    const Parts& parts);

Task<Result<v1::SetPresenceResponse>> HandleSetPresence(
    const CallContext& call, const v1::SetPresenceRequest& request,
    const Parts& parts);
Task<Result<void>> HandleWatchOffers(
    const CallContext& call, const v1::WatchOffersRequest& request,
    const Parts& parts, ServerStream<v1::WatchOffersResponse>& stream);
Task<Result<v1::AcceptOfferResponse>> HandleAcceptOffer(
    const CallContext& call, const v1::AcceptOfferRequest& request,
    const Parts& parts);
Task<Result<v1::RejectOfferResponse>> HandleRejectOffer(
    const CallContext& call, const v1::RejectOfferRequest& request,
    const Parts& parts);
Task<Result<v1::CompleteWrapUpResponse>> HandleCompleteWrapUp(
    const CallContext& call, const v1::CompleteWrapUpRequest& request,
    const Parts& parts);
Task<Result<v1::ListQueuesResponse>> HandleListQueues(
    const CallContext& call, const v1::ListQueuesRequest& request,
    const Parts& parts);

}  // namespace aicc::session
