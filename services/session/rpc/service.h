#pragma once

#include "aicc/session/v1/routing.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/rpc_host.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

// The gRPC faces of the session service: each method is one handler. Hold no
// state of their own. Everything in `parts`, and `host`, must outlive the
// server. Thread-safe.

namespace internal {

using S = v1::SessionService;

// The generated CallbackService, but that IngestTranscript and WatchSession
// carry bytes, see common/rpc_bytes.h.
using SessionBase = S::WithCallbackMethod_StartSession<
    S::WithCallbackMethod_AppendEvent<S::WithCallbackMethod_GetSession<
        S::WithCallbackMethod_ListSessions<S::WithCallbackMethod_RequestAgent<
            S::WithCallbackMethod_ReturnToBot<S::WithCallbackMethod_EndSession<
                S::WithCallbackMethod_ReopenSession<
                    S::WithCallbackMethod_ExportSession<
                        S::WithCallbackMethod_SearchSessions<
                            S::WithRawCallbackMethod_WatchSession<
                                S::WithRawCallbackMethod_IngestTranscript<
                                    S::Service>>>>>>>>>>>>;

}  // namespace internal

class SessionRpcs final : public internal::SessionBase {
 public:
  SessionRpcs(const Parts& parts, const RpcHost& host)
      : parts_(parts), host_(host) {}

  grpc::ServerUnaryReactor* StartSession(
      grpc::CallbackServerContext* context,
      const v1::StartSessionRequest* request,
      v1::StartSessionResponse* response) override;
  grpc::ServerUnaryReactor* AppendEvent(
      grpc::CallbackServerContext* context,
      const v1::AppendEventRequest* request,
      v1::AppendEventResponse* response) override;
  grpc::ServerUnaryReactor* GetSession(
      grpc::CallbackServerContext* context,
      const v1::GetSessionRequest* request,
      v1::GetSessionResponse* response) override;
  grpc::ServerUnaryReactor* ListSessions(
      grpc::CallbackServerContext* context,
      const v1::ListSessionsRequest* request,
      v1::ListSessionsResponse* response) override;
  grpc::ServerUnaryReactor* SearchSessions(
      grpc::CallbackServerContext* context,
      const v1::SearchSessionsRequest* request,
      v1::SearchSessionsResponse* response) override;
  grpc::ServerUnaryReactor* RequestAgent(
      grpc::CallbackServerContext* context,
      const v1::RequestAgentRequest* request,
      v1::RequestAgentResponse* response) override;
  grpc::ServerUnaryReactor* ReturnToBot(
      grpc::CallbackServerContext* context,
      const v1::ReturnToBotRequest* request,
      v1::ReturnToBotResponse* response) override;
  grpc::ServerUnaryReactor* EndSession(
      grpc::CallbackServerContext* context,
      const v1::EndSessionRequest* request,
      v1::EndSessionResponse* response) override;
  grpc::ServerUnaryReactor* ReopenSession(
      grpc::CallbackServerContext* context,
      const v1::ReopenSessionRequest* request,
      v1::ReopenSessionResponse* response) override;
  grpc::ServerUnaryReactor* ExportSession(
      grpc::CallbackServerContext* context,
      const v1::ExportSessionRequest* request,
      v1::ExportSessionResponse* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchSession(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* IngestTranscript(
      grpc::CallbackServerContext* context) override;

 private:
  const Parts parts_;
  const RpcHost& host_;
};

class RoutingRpcs final : public v1::RoutingService::CallbackService {
 public:
  RoutingRpcs(const Parts& parts, const RpcHost& host)
      : parts_(parts), host_(host) {}

  grpc::ServerUnaryReactor* SetPresence(
      grpc::CallbackServerContext* context,
      const v1::SetPresenceRequest* request,
      v1::SetPresenceResponse* response) override;
  grpc::ServerUnaryReactor* AcceptOffer(
      grpc::CallbackServerContext* context,
      const v1::AcceptOfferRequest* request,
      v1::AcceptOfferResponse* response) override;
  grpc::ServerUnaryReactor* RejectOffer(
      grpc::CallbackServerContext* context,
      const v1::RejectOfferRequest* request,
      v1::RejectOfferResponse* response) override;
  grpc::ServerUnaryReactor* CompleteWrapUp(
      grpc::CallbackServerContext* context,
      const v1::CompleteWrapUpRequest* request,
      v1::CompleteWrapUpResponse* response) override;
  grpc::ServerUnaryReactor* ListQueues(
      grpc::CallbackServerContext* context,
      const v1::ListQueuesRequest* request,
      v1::ListQueuesResponse* response) override;
  grpc::ServerUnaryReactor* Heartbeat(grpc::CallbackServerContext* context,
                                      const v1::HeartbeatRequest* request,
                                      v1::HeartbeatResponse* response) override;
  grpc::ServerUnaryReactor* ConfigureAgent(
      grpc::CallbackServerContext* context,
      const v1::ConfigureAgentRequest* request,
      v1::ConfigureAgentResponse* response) override;
  grpc::ServerUnaryReactor* ListAgents(
      grpc::CallbackServerContext* context,
      const v1::ListAgentsRequest* request,
      v1::ListAgentsResponse* response) override;
  grpc::ServerUnaryReactor* Hold(grpc::CallbackServerContext* context,
                                 const v1::HoldRequest* request,
                                 v1::HoldResponse* response) override;
  grpc::ServerUnaryReactor* Resume(grpc::CallbackServerContext* context,
                                   const v1::ResumeRequest* request,
                                   v1::ResumeResponse* response) override;
  grpc::ServerUnaryReactor* Transfer(grpc::CallbackServerContext* context,
                                     const v1::TransferRequest* request,
                                     v1::TransferResponse* response) override;
  grpc::ServerUnaryReactor* AddParticipant(
      grpc::CallbackServerContext* context,
      const v1::AddParticipantRequest* request,
      v1::AddParticipantResponse* response) override;
  grpc::ServerUnaryReactor* RemoveParticipant(
      grpc::CallbackServerContext* context,
      const v1::RemoveParticipantRequest* request,
      v1::RemoveParticipantResponse* response) override;
  grpc::ServerUnaryReactor* JoinSession(
      grpc::CallbackServerContext* context,
      const v1::JoinSessionRequest* request,
      v1::JoinSessionResponse* response) override;
  grpc::ServerUnaryReactor* RequestCallback(
      grpc::CallbackServerContext* context,
      const v1::RequestCallbackRequest* request,
      v1::RequestCallbackResponse* response) override;
  grpc::ServerUnaryReactor* LeaveMessage(
      grpc::CallbackServerContext* context,
      const v1::LeaveMessageRequest* request,
      v1::LeaveMessageResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchQueuesResponse>* WatchQueues(
      grpc::CallbackServerContext* context,
      const v1::WatchQueuesRequest* request) override;
  grpc::ServerWriteReactor<v1::WatchOffersResponse>* WatchOffers(
      grpc::CallbackServerContext* context,
      const v1::WatchOffersRequest* request) override;

 private:
  const Parts parts_;
  const RpcHost& host_;
};

}  // namespace aicc::session
