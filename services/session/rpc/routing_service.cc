#include "common/rpc_bytes.h"
#include "common/rpc_server.h"
#include "services/session/rpc/service.h"

namespace aicc::session {
namespace {

constexpr std::string_view kErrorDomain = "session.aicc";

}  // namespace

grpc::ServerUnaryReactor* RoutingRpcs::SetPresence(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::SetPresenceRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::SetPresenceRequest& read) {
        return HandleSetPresence(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* RoutingRpcs::AcceptOffer(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::AcceptOfferRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::AcceptOfferRequest& read) {
        return HandleAcceptOffer(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* RoutingRpcs::RejectOffer(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::RejectOfferRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::RejectOfferRequest& read) {
        return HandleRejectOffer(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* RoutingRpcs::CompleteWrapUp(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::CompleteWrapUpRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::CompleteWrapUpRequest& read) {
        return HandleCompleteWrapUp(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* RoutingRpcs::ListQueues(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::ListQueuesRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::ListQueuesRequest& read) {
        return HandleListQueues(call, read, parts_);
      });
}

grpc::ServerWriteReactor<v1::WatchOffersResponse>* RoutingRpcs::WatchOffers(
    grpc::CallbackServerContext* context,
    const v1::WatchOffersRequest* request) {
  return RunServerStream<v1::WatchOffersResponse>(
      context, host_, kErrorDomain, request,
      [request, this](const CallContext& call, auto& stream) {
        return HandleWatchOffers(call, *request, parts_, stream);
      });
}

}  // namespace aicc::session
