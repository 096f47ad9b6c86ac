#include "services/session/rpc/service.h"

#include "common/rpc_bytes.h"
#include "common/rpc_server.h"

namespace aicc::session {
namespace {

constexpr std::string_view kErrorDomain = "session.aicc";

}  // namespace

grpc::ServerUnaryReactor* SessionRpcs::StartSession(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::StartSessionRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::StartSessionRequest& read) {
        return HandleStartSession(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* SessionRpcs::AppendEvent(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::AppendEventRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::AppendEventRequest& read) {
        return HandleAppendEvent(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* SessionRpcs::GetSession(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::GetSessionRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::GetSessionRequest& read) {
        return HandleGetSession(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* SessionRpcs::ListSessions(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::ListSessionsRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::ListSessionsRequest& read) {
        return HandleListSessions(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* SessionRpcs::RequestAgent(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::RequestAgentRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::RequestAgentRequest& read) {
        return HandleRequestAgent(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* SessionRpcs::ReturnToBot(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::ReturnToBotRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::ReturnToBotRequest& read) {
        return HandleReturnToBot(call, read, parts_);
      });
}

grpc::ServerUnaryReactor* SessionRpcs::EndSession(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return RunUnaryBytes<v1::EndSessionRequest>(
      context, host_, kErrorDomain, request, response,
      [this](const CallContext& call, const v1::EndSessionRequest& read) {
        return HandleEndSession(call, read, parts_);
      });
}

grpc::ServerWriteReactor<v1::WatchSessionResponse>* SessionRpcs::WatchSession(
    grpc::CallbackServerContext* context,
    const v1::WatchSessionRequest* request) {
  return RunServerStream<v1::WatchSessionResponse>(
      context, host_, kErrorDomain, request,
      [request, this](const CallContext& call, auto& stream) {
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
