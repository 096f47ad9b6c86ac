#pragma once

#include "aicc/session/v1/routing.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/rpc_host.h"
#include "services/session/rpc/handlers.h"

namespace aicc::session {

// The gRPC faces of the session service: each method is one handler. Hold no
// state of their own. Everything in `parts`, and `host`, must outlive the
// server. Thread-safe.
//
// They read requests themselves, see common/rpc_bytes.h.

namespace internal {

using S = v1::SessionService;
using R = v1::RoutingService;

using RawSession = S::WithRawCallbackMethod_StartSession<
    S::WithRawCallbackMethod_AppendEvent<S::WithRawCallbackMethod_GetSession<
        S::WithRawCallbackMethod_ListSessions<
            S::WithRawCallbackMethod_RequestAgent<
                S::WithRawCallbackMethod_ReturnToBot<
                    S::WithRawCallbackMethod_EndSession<
                        S::WithRawCallbackMethod_IngestTranscript<
                            S::WithCallbackMethod_WatchSession<
                                S::Service>>>>>>>>>;

using RawRouting = R::WithRawCallbackMethod_SetPresence<
    R::WithRawCallbackMethod_AcceptOffer<R::WithRawCallbackMethod_RejectOffer<
        R::WithRawCallbackMethod_CompleteWrapUp<
            R::WithRawCallbackMethod_ListQueues<
                R::WithCallbackMethod_WatchOffers<R::Service>>>>>>;

}  // namespace internal

class SessionRpcs final : public internal::RawSession {
 public:
  SessionRpcs(const Parts& parts, const RpcHost& host)
      : parts_(parts), host_(host) {}

  grpc::ServerUnaryReactor* StartSession(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* AppendEvent(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetSession(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListSessions(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* RequestAgent(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ReturnToBot(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* EndSession(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;
  grpc::ServerWriteReactor<v1::WatchSessionResponse>* WatchSession(
      grpc::CallbackServerContext* context,
      const v1::WatchSessionRequest* request) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* IngestTranscript(
      grpc::CallbackServerContext* context) override;

 private:
  const Parts parts_;
  const RpcHost& host_;
};

class RoutingRpcs final : public internal::RawRouting {
 public:
  RoutingRpcs(const Parts& parts, const RpcHost& host)
      : parts_(parts), host_(host) {}

  grpc::ServerUnaryReactor* SetPresence(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* AcceptOffer(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* RejectOffer(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* CompleteWrapUp(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListQueues(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;
  grpc::ServerWriteReactor<v1::WatchOffersResponse>* WatchOffers(
      grpc::CallbackServerContext* context,
      const v1::WatchOffersRequest* request) override;

 private:
  const Parts parts_;
  const RpcHost& host_;
};

}  // namespace aicc::session
