#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <functional>
#include <string_view>

#include "aicc/session/v1/routing.pb.h"
#include "aicc/session/v1/session.pb.h"
#include "common/bell.h"
#include "common/business_hours.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/drain.h"
#include "common/error.h"
#include "common/pack_manifest.h"
#include "common/server_stream.h"
#include "common/task.h"
#include "services/session/domain/customer_store.h"
#include "services/session/domain/event_appender.h"
#include "services/session/domain/routing_store.h"
#include "services/session/domain/session_search.h"
#include "services/session/domain/session_store.h"
#include "services/session/rpc/feeds.h"
#include "services/session/rpc/summary_client.h"

namespace aicc::session {

// Whose errors they are, in their details.
inline constexpr std::string_view kErrorDomain = "session.aicc";

// What the handlers work with. All of it outlives them.
struct Parts {
  SessionStore& store;
  EventAppender& appender;
  RoutingStore& routing;
  Bell& changes;  // Keys: session ids, kRouteKey.
  Bell& offers;   // Keys: see OffersKey() in domain/routing_store.h.
  Feeds& feeds;
  const Clock& clock;
  const PackManifest& pack;
  SessionSearch& search;
  const BusinessHours& hours;
  CustomerStore& customers;
  SummaryClient& summaries;
  // How long after its close a contact can be reopened.
  std::chrono::milliseconds reopen_window;
  // How often an open WatchOffers says that its agent is there.
  std::chrono::milliseconds touch_interval;
  Drain& drain;
  // Tells what is being said to those who watch, in all processes.
  const std::function<void(const PartialNote&)>& tell_partial;
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
// Reads a WatchSessionRequest and writes WatchSessionResponses: events are
// packed once for all who watch.
Task<Result<void>> HandleWatchSession(const CallContext& call,
                                      const grpc::ByteBuffer& bytes,
                                      const Parts& parts,
                                      ServerStream<grpc::ByteBuffer>& stream);
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
Task<Result<v1::ReopenSessionResponse>> HandleReopenSession(
    const CallContext& call, const v1::ReopenSessionRequest& request,
    const Parts& parts);
Task<Result<v1::ExportSessionResponse>> HandleExportSession(
    const CallContext& call, const v1::ExportSessionRequest& request,
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
Task<Result<v1::HeartbeatResponse>> HandleHeartbeat(
    const CallContext& call, const v1::HeartbeatRequest& request,
    const Parts& parts);
Task<Result<v1::ConfigureAgentResponse>> HandleConfigureAgent(
    const CallContext& call, const v1::ConfigureAgentRequest& request,
    const Parts& parts);
Task<Result<v1::ListAgentsResponse>> HandleListAgents(
    const CallContext& call, const v1::ListAgentsRequest& request,
    const Parts& parts);
Task<Result<v1::HoldResponse>> HandleHold(const CallContext& call,
                                          const v1::HoldRequest& request,
                                          const Parts& parts);
Task<Result<v1::ResumeResponse>> HandleResume(const CallContext& call,
                                              const v1::ResumeRequest& request,
                                              const Parts& parts);
Task<Result<v1::TransferResponse>> HandleTransfer(
    const CallContext& call, const v1::TransferRequest& request,
    const Parts& parts);
Task<Result<v1::AddParticipantResponse>> HandleAddParticipant(
    const CallContext& call, const v1::AddParticipantRequest& request,
    const Parts& parts);
Task<Result<v1::RemoveParticipantResponse>> HandleRemoveParticipant(
    const CallContext& call, const v1::RemoveParticipantRequest& request,
    const Parts& parts);
Task<Result<v1::JoinSessionResponse>> HandleJoinSession(
    const CallContext& call, const v1::JoinSessionRequest& request,
    const Parts& parts);
Task<Result<v1::RequestCallbackResponse>> HandleRequestCallback(
    const CallContext& call, const v1::RequestCallbackRequest& request,
    const Parts& parts);
Task<Result<v1::LeaveMessageResponse>> HandleLeaveMessage(
    const CallContext& call, const v1::LeaveMessageRequest& request,
    const Parts& parts);
Task<Result<void>> HandleWatchQueues(
    const CallContext& call, const v1::WatchQueuesRequest& request,
    const Parts& parts, ServerStream<v1::WatchQueuesResponse>& stream);

}  // namespace aicc::session
