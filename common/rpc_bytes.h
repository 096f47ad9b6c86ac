#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

#include "common/rpc_server.h"

// Streams of bytes, whose handlers read and write messages themselves: to send
// the same message to many it is packed once. gRPC takes an unreadable message
// of a stream, such as one with text that is not UTF-8, for the stream's end;
// with the generated WithRawCallbackMethod_… and this, its handler sees it and
// can say so. For other RPCs see common/rpc_malformed.h.

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

// Like RunServerStream(), for a handler that writes bytes and has a Request's.
template <typename Request, typename Handler>
grpc::ServerWriteReactor<grpc::ByteBuffer>* RunServerStreamBytes(
    grpc::CallbackServerContext* context, const RpcHost& host,
    std::string_view domain, Handler handle) {
  const Request* const unread = nullptr;
  return RunServerStream<grpc::ByteBuffer>(context, host, domain, unread,
                                           std::move(handle));
}

// Like RunBidiStream(), for a stream of Requests whose handler reads and writes
// bytes.
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
