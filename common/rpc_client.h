#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/support/client_callback.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "common/auth.h"
#include "common/call_context.h"
#include "common/error.h"
#include "common/rpc_status.h"
#include "common/suspend.h"
#include "common/task.h"

namespace aicc {

// Speaks for one service of this product when it calls another: with the role
// SERVICE, in the tenant of the call it works for. Whether the original caller
// may have what the other service gives is for the calling service to check.
// Thread-safe.
class ServiceIdentity {
 public:
  // `name` as in "chatbot". `authenticator` must outlive this.
  ServiceIdentity(std::string name, const Authenticator& authenticator)
      : name_(std::move(name)), authenticator_(authenticator) {}

  // Passes on deadline and request id, and proves who calls.
  void Prepare(const CallContext& call, grpc::ClientContext* context) const;

 private:
  const std::string name_;
  const Authenticator& authenticator_;
};

// Calls another service on behalf of `call` and waits for the answer:
//
//   co_await Call(self, stub->async(), &Stub::async::EndSession, call, request)
//
// Its deadline is that of `call`; cancelling the one cancels the other. A
// failure comes back as the Error the other side made of it.
template <typename Async, typename Base, typename Request, typename Response>
Task<Result<Response>> Call(
    const ServiceIdentity& self, Async* stub,
    void (Base::*method)(grpc::ClientContext*, const Request*, Response*,
                         std::function<void(grpc::Status)>),
    const CallContext& call, const Request& request) {
  grpc::ClientContext context;
  self.Prepare(call, &context);
  Response response;

  const grpc::Status status = co_await Suspend<grpc::Status>(
      [&](std::function<void(grpc::Status)> done) {
        (stub->*method)(&context, &request, &response, std::move(done));
      },
      [&context] { context.TryCancel(); });

  if (call.cancelled()) ThrowCancelled();
  if (!status.ok()) co_return Failure(FromGrpcStatus(status));
  co_return response;
}

// Drops `last` on a thread that is not gRPC's. A call keeps its channel, and
// the last channel of a process stops gRPC's threads and waits for them: none
// of them may drop it.
void DropElsewhere(std::shared_ptr<void> last);

// A call of which a coroutine reads messages, on a reactor of gRPC's, `Base`,
// that reads. Lives until gRPC is done with it and nobody holds it any more.
template <typename Base, typename Response>
class ReadingCall
    : public Base,
      public std::enable_shared_from_this<ReadingCall<Base, Response>> {
 public:
  // Starts the call, once it is prepared.
  void Begin() {
    self_ = this->shared_from_this();
    // So that reads may be started from outside of reactions.
    this->AddHold();
    this->StartCall();
  }

  // Waits for the next message, `response()`; false once there are no more.
  Task<bool> Read() {
    const auto self = this->shared_from_this();
    co_return co_await Suspend<bool>(
        [&self](std::function<void(bool)> done) {
          self->read_ = std::move(done);
          self->StartRead(&self->response_);
        },
        [self] { self->context_.TryCancel(); });
  }

  // Says how the call ended. REQUIRES: Read() has returned false.
  Task<grpc::Status> Finish() {
    const auto self = this->shared_from_this();
    co_return co_await Suspend<grpc::Status>(
        [&self](std::function<void(grpc::Status)> done) {
          self->WhenDone(std::move(done));
        },
        [self] { self->context_.TryCancel(); });
  }

  // Cancels the call, if it has not ended. Nothing is read after.
  void Leave() {
    context_.TryCancel();
    Release();
  }

  grpc::ClientContext& context() { return context_; }
  Response& response() { return response_; }

 private:
  void WhenDone(std::function<void(grpc::Status)> done) {
    std::unique_lock lock(mutex_);
    if (ended_) {
      lock.unlock();
      done(status_);
    } else {
      waiting_ = std::move(done);
    }
  }
  void OnReadDone(bool ok) override {
    const auto done = std::exchange(read_, nullptr);
    // After the last read nothing more is started, so the call may end.
    if (!ok) Release();
    done(ok);
  }
  void OnDone(const grpc::Status& status) override {
    std::function<void(grpc::Status)> waiting;
    {
      std::lock_guard lock(mutex_);
      ended_ = true;
      status_ = status;
      waiting = std::exchange(waiting_, nullptr);
    }
    if (waiting) waiting(status);
    DropElsewhere(std::exchange(self_, nullptr));  // May delete this.
  }
  void Release() {
    if (!released_.exchange(true)) this->RemoveHold();
  }

  grpc::ClientContext context_;
  Response response_;  // gRPC's from StartRead() to OnReadDone().
  std::function<void(bool)> read_;
  std::atomic<bool> released_ = false;
  std::mutex mutex_;
  bool ended_ = false;                         // Guarded by mutex_.
  grpc::Status status_;                        // Guarded by mutex_.
  std::function<void(grpc::Status)> waiting_;  // Guarded by mutex_.
  std::shared_ptr<ReadingCall> self_;          // Set while gRPC may call us.
};

// The reading half of a server-streaming call to another service. Destroying it
// cancels the call, if it has not ended.
template <typename Response>
class ClientStream {
 public:
  // Starts the call, as Call() does:
  //
  //   ClientStream<GenerateResponse> stream(
  //       self, stub->async(), &Stub::async::Generate, call, request);
  template <typename Async, typename Base, typename Request>
  ClientStream(const ServiceIdentity& self, Async* stub,
               void (Base::*method)(grpc::ClientContext*, const Request*,
                                    grpc::ClientReadReactor<Response>*),
               const CallContext& call, Request request)
      : call_(std::make_shared<Reading>()) {
    self.Prepare(call, &call_->context());
    // gRPC reads the request only until the call has started.
    (stub->*method)(&call_->context(), &request, call_.get());
    call_->Begin();
  }
  ~ClientStream() { call_->Leave(); }
  ClientStream(const ClientStream&) = delete;
  ClientStream& operator=(const ClientStream&) = delete;

  // Waits for the next message; false once there are no more. Then ask
  // Finish().
  Task<bool> Read(Response* response) {
    const auto call = call_;
    const bool got = co_await call->Read();
    if (got) *response = std::move(call->response());
    co_return got;
  }

  // Says how the call ended.
  //
  // REQUIRES: Read() has returned false.
  Task<Result<void>> Finish() {
    const auto call = call_;
    const grpc::Status status = co_await call->Finish();
    if (!status.ok()) co_return Failure(FromGrpcStatus(status));
    co_return Result<void>();
  }

 private:
  using Reading = ReadingCall<grpc::ClientReadReactor<Response>, Response>;

  const std::shared_ptr<Reading> call_;
};

// Where the other services are: in this process or at an address of the
// configuration. Thread-safe.
class Channels {
 public:
  virtual ~Channels() = default;

  // `service` as in "session". Never fails: calls on a channel to a service
  // that does not answer do.
  virtual std::shared_ptr<grpc::Channel> To(std::string_view service) = 0;
};

}  // namespace aicc
