#include "common/rpc_server.h"
#include "services/session/rpc/service.h"

namespace aicc::session {
grpc::ServerUnaryReactor* RoutingRpcs::SetPresence(
    grpc::CallbackServerContext* context, const v1::SetPresenceRequest* request,
    v1::SetPresenceResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleSetPresence(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::AcceptOffer(
    grpc::CallbackServerContext* context, const v1::AcceptOfferRequest* request,
    v1::AcceptOfferResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleAcceptOffer(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::RejectOffer(
    grpc::CallbackServerContext* context, const v1::RejectOfferRequest* request,
    v1::RejectOfferResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleRejectOffer(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::CompleteWrapUp(
    grpc::CallbackServerContext* context,
    const v1::CompleteWrapUpRequest* request,
    v1::CompleteWrapUpResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleCompleteWrapUp(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::ListQueues(
    grpc::CallbackServerContext* context, const v1::ListQueuesRequest* request,
    v1::ListQueuesResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleListQueues(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::Heartbeat(
    grpc::CallbackServerContext* context, const v1::HeartbeatRequest* request,
    v1::HeartbeatResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleHeartbeat(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::ConfigureAgent(
    grpc::CallbackServerContext* context,
    const v1::ConfigureAgentRequest* request,
    v1::ConfigureAgentResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleConfigureAgent(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::ListAgents(
    grpc::CallbackServerContext* context, const v1::ListAgentsRequest* request,
    v1::ListAgentsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleListAgents(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::Hold(
    grpc::CallbackServerContext* context, const v1::HoldRequest* request,
    v1::HoldResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleHold(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::Resume(
    grpc::CallbackServerContext* context, const v1::ResumeRequest* request,
    v1::ResumeResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleResume(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::Transfer(
    grpc::CallbackServerContext* context, const v1::TransferRequest* request,
    v1::TransferResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleTransfer(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::AddParticipant(
    grpc::CallbackServerContext* context,
    const v1::AddParticipantRequest* request,
    v1::AddParticipantResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleAddParticipant(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::RemoveParticipant(
    grpc::CallbackServerContext* context,
    const v1::RemoveParticipantRequest* request,
    v1::RemoveParticipantResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleRemoveParticipant(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::JoinSession(
    grpc::CallbackServerContext* context, const v1::JoinSessionRequest* request,
    v1::JoinSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleJoinSession(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::RequestCallback(
    grpc::CallbackServerContext* context,
    const v1::RequestCallbackRequest* request,
    v1::RequestCallbackResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleRequestCallback(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* RoutingRpcs::LeaveMessage(
    grpc::CallbackServerContext* context,
    const v1::LeaveMessageRequest* request,
    v1::LeaveMessageResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleLeaveMessage(call, *request, parts_);
                  });
}

grpc::ServerWriteReactor<v1::WatchOffersResponse>* RoutingRpcs::WatchOffers(
    grpc::CallbackServerContext* context,
    const v1::WatchOffersRequest* request) {
  return RunServerStream<v1::WatchOffersResponse>(
      context, host_, kErrorDomain, request,
      [=, this](const CallContext& call, auto& stream) {
        return HandleWatchOffers(call, *request, parts_, stream);
      });
}

grpc::ServerWriteReactor<v1::WatchQueuesResponse>* RoutingRpcs::WatchQueues(
    grpc::CallbackServerContext* context,
    const v1::WatchQueuesRequest* request) {
  return RunServerStream<v1::WatchQueuesResponse>(
      context, host_, kErrorDomain, request,
      [=, this](const CallContext& call, auto& stream) {
        return HandleWatchQueues(call, *request, parts_, stream);
      });
}

}  // namespace aicc::session
