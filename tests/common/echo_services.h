#pragma once

#include <functional>
#include <future>
#include <utility>

#include "aicc/inference/v1/inference.grpc.pb.h"
#include "aicc/session/v1/session.grpc.pb.h"
#include "common/call_context.h"
#include "common/rpc_server.h"
#include "tests/common/test_server.h"

namespace aicc {

// Services that do what a test tells them to, one RPC of each form: unary
// (Understand), server streaming (Generate), both ways (IngestTranscript), and
// unary by a callback (AppendEvent).
class UnaryAndStream final
    : public inference::v1::InferenceService::CallbackService {
 public:
  using Request = inference::v1::UnderstandRequest;
  using Response = inference::v1::UnderstandResponse;
  using Piece = inference::v1::GenerateResponse;

  explicit UnaryAndStream(RpcHost& host)
      : UnaryAndStream(host, *Request::descriptor()->file()->FindServiceByName(
                                 "InferenceService")) {}
  // As another contract describes it.
  UnaryAndStream(RpcHost& host, const google::protobuf::ServiceDescriptor& as)
      : host_(host) {
    host_.Add(as);
  }

  std::function<Task<Result<Response>>(const CallContext&, const Request&)>
      understand;
  std::function<Task<Result<void>>(const CallContext&, ServerStream<Piece>&)>
      generate;

  grpc::ServerUnaryReactor* Understand(grpc::CallbackServerContext* context,
                                       const Request* request,
                                       Response* response) override {
    return RunUnary(context, host_, "tests.aicc", request, response,
                    [=, this](const CallContext& call) {
                      return understand(call, *request);
                    });
  }
  grpc::ServerWriteReactor<Piece>* Generate(
      grpc::CallbackServerContext* context,
      const inference::v1::GenerateRequest* request) override {
    return RunServerStream<Piece>(
        context, host_, "tests.aicc", request,
        [this](const CallContext& call, auto& stream) {
          return generate(call, stream);
        });
  }

 private:
  RpcHost& host_;
};

class BothWays final : public session::v1::SessionService::CallbackService {
 public:
  using Request = session::v1::IngestTranscriptRequest;
  using Response = session::v1::IngestTranscriptResponse;

  explicit BothWays(RpcHost& host) : host_(host) {
    host_.Add(
        *Request::descriptor()->file()->FindServiceByName("SessionService"));
  }

  std::function<Task<Result<void>>(const CallContext&,
                                   BidiStream<Request, Response>&)>
      ingest;
  using Appended = Result<session::v1::AppendEventResponse>;
  std::function<void(const CallContext&, std::function<void(Appended)>)> append;

  grpc::ServerUnaryReactor* AppendEvent(
      grpc::CallbackServerContext* context,
      const session::v1::AppendEventRequest* request,
      session::v1::AppendEventResponse* response) override {
    return RunCallback(context, host_, "tests.aicc", request, response, append);
  }
  grpc::ServerBidiReactor<Request, Response>* IngestTranscript(
      grpc::CallbackServerContext* context) override {
    return RunBidiStream<Request, Response>(
        context, host_, "tests.aicc",
        [this](const CallContext& call, auto& stream) {
          return ingest(call, stream);
        });
  }

 private:
  RpcHost& host_;
};

// A handler that waits for ever, and tells when it begins and when it is
// unwound.
struct Stall {
  std::promise<void> begun;
  std::promise<void> unwound;
};

Task<void> StallOn(Stall& stall);
Task<Result<UnaryAndStream::Response>> StallUnary(Stall& stall);

Task<Result<UnaryAndStream::Response>> Refuse(Error error);

// Echoes the text as the locale.
Task<Result<UnaryAndStream::Response>> Echo(
    const UnaryAndStream::Request& request);

// Writes pieces "0", "1" …, each padded to `size` bytes, and counts them.
Task<Result<void>> CountAloud(ServerStream<UnaryAndStream::Piece>& stream,
                              int pieces, std::size_t size,
                              std::atomic<int>* written,
                              std::promise<void>* stopped);

}  // namespace aicc
