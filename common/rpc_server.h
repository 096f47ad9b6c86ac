#pragma once

#include <grpcpp/grpcpp.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"
#include "common/rpc_host.h"
#include "common/rpc_status.h"
#include "common/server_stream.h"
#include "common/suspend.h"
#include "common/task.h"

// Answers gRPC calls with coroutines. The one place that knows reactors.

namespace aicc {

// The longest a unary RPC may take when its caller sets no deadline, or a later
// one. Streams have only their caller's.
inline constexpr std::chrono::milliseconds kUnaryLimit{30'000};

namespace internal {

// What the caller gets when a handler let `exception` escape.
grpc::Status StatusOf(std::exception_ptr exception, const CallContext* call,
                      std::string_view domain);

// What every RPC has, from its admission to its line in the log.
class RpcEntry {
 public:
  // Admits the caller; `refused` says why not.
  RpcEntry(const grpc::CallbackServerContext& context, const RpcHost& host,
           const google::protobuf::Descriptor& request, std::string_view domain,
           std::chrono::milliseconds limit);

  void Ended(const grpc::Status& status) const {
    host.Ended(method_, request_id_, status,
               std::chrono::steady_clock::now() - began_);
  }

  const RpcHost& host;
  const std::string_view domain;
  std::optional<CallContext> call;  // Absent if the caller was not admitted.
  grpc::Status refused;

 private:
  const std::chrono::steady_clock::time_point began_ =
      std::chrono::steady_clock::now();
  const RpcMethod& method_;
  const std::string request_id_;
};

// Ties a unary gRPC reactor to a callback. Deletes itself when gRPC is done
// with it.
template <typename Response>
class CallbackRpc final : public grpc::ServerUnaryReactor {
 public:
  CallbackRpc(const grpc::CallbackServerContext& context, const RpcHost& host,
              const google::protobuf::Descriptor& request,
              std::string_view domain, Response* response,
              std::chrono::milliseconds limit)
      : entry_(context, host, request, domain, limit), response_(response) {}

  template <typename Handler>
  grpc::ServerUnaryReactor* Start(Handler handle) {
    if (!entry_.call) {
      End(entry_.refused);
      return this;
    }
    try {
      handle(*entry_.call, std::function<void(Result<Response>)>(
                               [this](Result<Response> result) {
                                 Answer(std::move(result));
                               }));
    } catch (...) {
      End(StatusOf(std::current_exception(), &*entry_.call, entry_.domain));
    }
    return this;
  }

 private:
  void Answer(Result<Response> result) {
    if (!result) {
      End(ToGrpcStatus(result.error(), entry_.domain));
      return;
    }
    *response_ = *std::move(result);
    End(grpc::Status::OK);
  }
  void End(const grpc::Status& status) {
    entry_.Ended(status);
    Finish(status);  // This may be gone after.
  }
  void OnCancel() override {
    if (entry_.call) entry_.call->Cancel();
  }
  void OnDone() override { delete this; }

  RpcEntry entry_;
  Response* const response_;  // gRPC's, until Finish().
};

// Ties a gRPC reactor to a coroutine. The coroutine runs on a strand of its
// own, so that a handler never meets itself and may be cancelled from any
// thread.
//
// Lives until gRPC is done with it (OnDone) and the coroutine has ended.
template <typename Reactor>
class Rpc : public Reactor, public std::enable_shared_from_this<Rpc<Reactor>> {
 public:
  Rpc(const grpc::CallbackServerContext& context, const RpcHost& host,
      const google::protobuf::Descriptor& request, std::string_view domain,
      std::chrono::milliseconds limit)
      : entry_(context, host, request, domain, limit),
        strand_(boost::asio::make_strand(host.executor())) {}

  // REQUIRES: the caller was admitted.
  const CallContext& call() const { return *entry_.call; }
  std::string_view domain() const { return entry_.domain; }

  // Runs what `handler` returns, then finishes the RPC with its status.
  template <typename Handler>
  Reactor* Start(Handler handler) {
    self_ = this->shared_from_this();
    if (!entry_.call) {
      End(entry_.refused);
      return this;
    }
    boost::asio::co_spawn(
        strand_, handler(),
        boost::asio::bind_cancellation_slot(
            cancel_.slot(),
            [self = self_](std::exception_ptr exception, grpc::Status status) {
              if (exception) {
                status = StatusOf(exception, &self->call(), self->domain());
              }
              self->End(std::move(status));
            }));
    return this;
  }

 private:
  void End(grpc::Status status) {
    entry_.Ended(status);
    this->Finish(std::move(status));
  }
  void OnCancel() override {
    if (!entry_.call) return;
    entry_.call->Cancel();
    // The signal is not thread-safe; it is used on the strand only.
    boost::asio::post(strand_, [self = this->shared_from_this()] {
      self->cancel_.emit(boost::asio::cancellation_type::terminal);
    });
  }
  void OnDone() override { self_.reset(); }  // May delete this.

  RpcEntry entry_;
  const boost::asio::strand<boost::asio::any_io_executor> strand_;
  boost::asio::cancellation_signal cancel_;  // Used on strand_.
  std::shared_ptr<Rpc> self_;                // Set while gRPC may call us.
};

// The half that writes, of a reactor that has one.
template <typename Reactor, typename Stream, typename Message>
class WritingRpc : public Rpc<Reactor>, public Stream {
 public:
  using Rpc<Reactor>::Rpc;

  Task<void> Write(Message message) override {
    message_ = std::move(message);
    const bool sent = co_await Suspend<bool>(
        [this](std::function<void(bool)> done) {
          written_ = std::move(done);
          this->StartWrite(&message_);
        },
        [] {});  // A cancelled call fails the write by itself.
    if (!sent) ThrowCancelled();
  }

 private:
  void OnWriteDone(bool ok) override { std::exchange(written_, nullptr)(ok); }

  // Both belong to gRPC from StartWrite() to OnWriteDone().
  Message message_;
  std::function<void(bool)> written_;
};

template <typename Message>
using StreamRpc = WritingRpc<grpc::ServerWriteReactor<Message>,
                             ServerStream<Message>, Message>;

template <typename Request, typename Response>
class BidiRpc final
    : public WritingRpc<grpc::ServerBidiReactor<Request, Response>,
                        BidiStream<Request, Response>, Response> {
 public:
  using WritingRpc<grpc::ServerBidiReactor<Request, Response>,
                   BidiStream<Request, Response>, Response>::WritingRpc;

  Task<bool> Read(Request* request) override {
    // The handler may end, and all of this with it, before the read's end is
    // told: a message may have come just before the caller left.
    const auto alive = this->shared_from_this();
    const bool got = co_await Suspend<bool>(
        [this](std::function<void(bool)> done) {
          read_ = std::move(done);
          this->StartRead(&request_);
        },
        [] {});  // A cancelled call fails the read by itself.
    if (got) *request = std::move(request_);
    co_return got;
  }

 private:
  void OnReadDone(bool ok) override { std::exchange(read_, nullptr)(ok); }

  // Both belong to gRPC from StartRead() to OnReadDone().
  Request request_;
  std::function<void(bool)> read_;
};

template <typename Handler, typename Response>
Task<grpc::Status> Answer(Handler handle, const CallContext& call,
                          std::string_view domain, Response* response) {
  Result<Response> result = co_await handle(call);
  if (!result) co_return ToGrpcStatus(result.error(), domain);
  *response = *std::move(result);
  co_return grpc::Status::OK;
}

template <typename Handler, typename Stream>
Task<grpc::Status> AnswerStream(Handler handle, const CallContext& call,
                                std::string_view domain, Stream& stream) {
  const Result<void> result = co_await handle(call, stream);
  co_return result ? grpc::Status::OK : ToGrpcStatus(result.error(), domain);
}

}  // namespace internal

// Runs `handle(const CallContext&)`, which gives a Task<Result<Response>>, on
// the host's executor and finishes the RPC with what it returns, once the
// host has admitted the caller. An escaped exception becomes INTERNAL with a
// fixed text, or CANCELLED if the caller has left.
//
// `domain` and `host` must outlive the server. gRPC keeps request and response
// alive until the RPC is finished, so `handle` may refer to them.
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* RunUnary(grpc::CallbackServerContext* context,
                                   const RpcHost& host, std::string_view domain,
                                   const Request*, Response* response,
                                   Handler handle) {
  auto rpc = std::make_shared<internal::Rpc<grpc::ServerUnaryReactor>>(
      *context, host, *Request::descriptor(), domain, kUnaryLimit);
  return rpc->Start([&] {
    return internal::Answer(std::move(handle), rpc->call(), rpc->domain(),
                            response);
  });
}

// Like RunUnary(), for a call that is too frequent for a coroutine of its own:
// `handle(const CallContext&, std::function<void(Result<Response>)> done)` runs
// on a thread of gRPC's and must not block; `done` is to be called exactly
// once, from any thread, and ends the call. After `done` nothing of the call
// may be touched.
template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* RunCallback(grpc::CallbackServerContext* context,
                                      const RpcHost& host,
                                      std::string_view domain, const Request*,
                                      Response* response, Handler handle) {
  auto* const rpc = new internal::CallbackRpc<Response>(
      *context, host, *Request::descriptor(), domain, response, kUnaryLimit);
  return rpc->Start(std::move(handle));
}

// Like RunUnary(), for `handle(const CallContext&, ServerStream<Message>&)`,
// which gives a Task<Result<void>>. A waiting stream costs its coroutine and no
// thread; a caller who leaves wakes it.
template <typename Message, typename Request, typename Handler>
grpc::ServerWriteReactor<Message>* RunServerStream(
    grpc::CallbackServerContext* context, const RpcHost& host,
    std::string_view domain, const Request*, Handler handle) {
  auto rpc = std::make_shared<internal::StreamRpc<Message>>(
      *context, host, *Request::descriptor(), domain,
      std::chrono::milliseconds::max());
  ServerStream<Message>& stream = *rpc;
  return rpc->Start([&] {
    return internal::AnswerStream(std::move(handle), rpc->call(), rpc->domain(),
                                  stream);
  });
}

// Like RunServerStream(), for `handle(const CallContext&, BidiStream<Request,
// Response>&)`.
template <typename Request, typename Response, typename Handler>
grpc::ServerBidiReactor<Request, Response>* RunBidiStream(
    grpc::CallbackServerContext* context, const RpcHost& host,
    std::string_view domain, Handler handle) {
  auto rpc = std::make_shared<internal::BidiRpc<Request, Response>>(
      *context, host, *Request::descriptor(), domain,
      std::chrono::milliseconds::max());
  BidiStream<Request, Response>& stream = *rpc;
  return rpc->Start([&] {
    return internal::AnswerStream(std::move(handle), rpc->call(), rpc->domain(),
                                  stream);
  });
}

}  // namespace aicc
