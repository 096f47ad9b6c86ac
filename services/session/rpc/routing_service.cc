#include "common/rpc_server.h"
#include "services/session/rpc/service.h"

namespace aicc::session {
namespace {

constexpr std::string_view kErrorDomain = "session.aicc";

}  // namespace

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

grpc::ServerWriteReactor<v1::WatchOffersResponse>* RoutingRpcs::WatchOffers(
    grpc::CallbackServerContext* context,
    const v1::WatchOffersRequest* request) {
  return RunServerStream<v1::WatchOffersResponse>(
      context, host_, kErrorDomain, request,
      [=, this](const CallContext& call, auto& stream) {
        return HandleWatchOffers(call, *request, parts_, stream);
      });
}

}  // namespace aicc::session
