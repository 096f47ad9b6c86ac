#include "services/session/rpc/service.h"

#include "common/rpc_bytes.h"
#include "common/rpc_server.h"

namespace aicc::session {
grpc::ServerUnaryReactor* SessionRpcs::StartSession(
    grpc::CallbackServerContext* context,
    const v1::StartSessionRequest* request,
    v1::StartSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleStartSession(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::AppendEvent(
    grpc::CallbackServerContext* context, const v1::AppendEventRequest* request,
    v1::AppendEventResponse* response) {
  return RunCallback(context, host_, kErrorDomain, request, response,
                     [=, this](const CallContext& call, auto done) {
                       HandleAppendEvent(call, *request, parts_,
                                         std::move(done));
                     });
}

grpc::ServerUnaryReactor* SessionRpcs::GetSession(
    grpc::CallbackServerContext* context, const v1::GetSessionRequest* request,
    v1::GetSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleGetSession(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::ListSessions(
    grpc::CallbackServerContext* context,
    const v1::ListSessionsRequest* request,
    v1::ListSessionsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleListSessions(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::SearchSessions(
    grpc::CallbackServerContext* context,
    const v1::SearchSessionsRequest* request,
    v1::SearchSessionsResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleSearchSessions(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::RequestAgent(
    grpc::CallbackServerContext* context,
    const v1::RequestAgentRequest* request,
    v1::RequestAgentResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleRequestAgent(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::ReturnToBot(
    grpc::CallbackServerContext* context, const v1::ReturnToBotRequest* request,
    v1::ReturnToBotResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleReturnToBot(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::EndSession(
    grpc::CallbackServerContext* context, const v1::EndSessionRequest* request,
    v1::EndSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleEndSession(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::ReopenSession(
    grpc::CallbackServerContext* context,
    const v1::ReopenSessionRequest* request,
    v1::ReopenSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleReopenSession(call, *request, parts_);
                  });
}

grpc::ServerUnaryReactor* SessionRpcs::ExportSession(
    grpc::CallbackServerContext* context,
    const v1::ExportSessionRequest* request,
    v1::ExportSessionResponse* response) {
  return RunUnary(context, host_, kErrorDomain, request, response,
                  [=, this](const CallContext& call) {
                    return HandleExportSession(call, *request, parts_);
                  });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* SessionRpcs::WatchSession(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
  return RunServerStreamBytes<v1::WatchSessionRequest>(
      context, host_, kErrorDomain,
      [=, this](const CallContext& call, auto& stream) {
        return HandleWatchSession(call, *request, parts_, stream);
      });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
SessionRpcs::IngestTranscript(grpc::CallbackServerContext* context) {
  return RunBidiBytes<v1::IngestTranscriptRequest>(
      context, host_, kErrorDomain,
      [this](const CallContext& call, auto& stream) {
        return HandleIngestTranscript(call, parts_, stream);
      });
}

}  // namespace aicc::session
