#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <memory>
#include <string_view>
#include <utility>

#include "common/rpc_server.h"

// RPCs that read their requests themselves. gRPC answers a request that it
// cannot read, such as one with text that is not UTF-8, as if the method did
// not exist, and takes an unreadable message of a stream for the stream's end.
// With the generated WithRawCallbackMethod_… and this, such a caller is told
// what is wrong: INVALID_ARGUMENT, "INVALID_FIELD".

namespace aicc {

// False if `bytes` are no T; what could be read of it is in `*message`.
template <typename T>
bool Unpack(const grpc::ByteBuffer& bytes, T* message) {
  grpc::ByteBuffer copy(bytes);  // Shares the bytes.
  return grpc::SerializationTraits<T>::Deserialize(&copy, message).ok();
}

template <typename T>
grpc::ByteBuffer Pack(const T& message) {
  grpc::ByteBuffer bytes;
  bool own = false;
  (void)grpc::SerializationTraits<T>::Serialize(message, &bytes, &own);
  return bytes;
}

inline Failure Unreadable() {
  return InvalidField("request", "must be a message of its type, in UTF-8");
}

namespace internal {

template <typename Request, typename Handler>
auto AnswerBytes(Handler handle, const CallContext& call,
                 const grpc::ByteBuffer& bytes)
    -> Task<Result<grpc::ByteBuffer>> {
  Request request;
  if (!Unpack(bytes, &request)) co_return Unreadable();
  const auto response = co_await handle(call, request);
  if (!response) co_return Failure(response.error());
  co_return Pack(*response);
}

}  // namespace internal

// Like RunUnary(), for `handle(const CallContext&, const Request&)`.
template <typename Request, typename Handler>
grpc::ServerUnaryReactor* RunUnaryBytes(grpc::CallbackServerContext* context,
                                        const RpcHost& host,
                                        std::string_view domain,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response,
                                        Handler handle) {
  return RunUnary(
      context, host, domain, static_cast<const Request*>(nullptr), response,
      [request, handle = std::move(handle)](const CallContext& call) {
        return internal::AnswerBytes<Request>(handle, call, *request);
      });
}

// Like RunBidiStream(), for a stream of bytes in both directions.
template <typename Request, typename Handler>
grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* RunBidiBytes(
    grpc::CallbackServerContext* context, const RpcHost& host,
    std::string_view domain, Handler handle) {
  auto rpc =
      std::make_shared<internal::BidiRpc<grpc::ByteBuffer, grpc::ByteBuffer>>(
          *context, host, *Request::descriptor(), domain,
          std::chrono::milliseconds::max());
  BidiStream<grpc::ByteBuffer, grpc::ByteBuffer>& stream = *rpc;
  return rpc->Start([&] {
    return internal::AnswerStream(std::move(handle), rpc->call(), rpc->domain(),
                                  stream);
  });
}

}  // namespace aicc
