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
      : reactor_(std::make_shared<Reactor>()) {
    self.Prepare(call, &reactor_->context);
    // gRPC reads the request only until the call has started.
    (stub->*method)(&reactor_->context, &request, reactor_.get());
    reactor_->Begin(reactor_);
  }
  ~ClientStream() = default;
  ClientStream(const ClientStream&) = delete;
  ClientStream& operator=(const ClientStream&) = delete;

  // Waits for the next message; false once there are no more. Then ask
  // Finish().
  Task<bool> Read(Response* response) {
    auto reactor = reactor_;
    const bool got = co_await Suspend<bool>(
        [&reactor](std::function<void(bool)> done) {
          reactor->Read(std::move(done));
        },
        [reactor] { reactor->context.TryCancel(); });
    if (got) *response = std::move(reactor->response);
    co_return got;
  }

  // Says how the call ended.
  //
  // REQUIRES: Read() has returned false.
  Task<Result<void>> Finish() {
    auto reactor = reactor_;
    const grpc::Status status = co_await Suspend<grpc::Status>(
        [&reactor](std::function<void(grpc::Status)> done) {
          reactor->WhenDone(std::move(done));
        },
        [reactor] { reactor->context.TryCancel(); });
    if (!status.ok()) co_return Failure(FromGrpcStatus(status));
    co_return Result<void>();
  }

 private:
  class Reactor final : public grpc::ClientReadReactor<Response> {
   public:
    void Begin(std::shared_ptr<Reactor> self) {
      self_ = std::move(self);
      // So that reads may be started from outside of reactions.
      this->AddHold();
      this->StartCall();
    }
    void Read(std::function<void(bool)> done) {
      read_ = std::move(done);
      this->StartRead(&response);
    }
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
      const auto last = std::exchange(self_, nullptr);  // May delete this.
    }
    void Release() {
      if (!released_.exchange(true)) this->RemoveHold();
    }

    grpc::ClientContext context;
    Response response;

   private:
    std::function<void(bool)> read_;
    std::atomic<bool> released_ = false;
    std::mutex mutex_;
    bool ended_ = false;                         // Guarded by mutex_.
    grpc::Status status_;                        // Guarded by mutex_.
    std::function<void(grpc::Status)> waiting_;  // Guarded by mutex_.
    std::shared_ptr<Reactor> self_;              // Set while gRPC may call us.
  };

  // Ends the hold of a stream that was not read to its end.
  struct Guard {
    std::shared_ptr<Reactor> reactor;
    ~Guard() {
      reactor->context.TryCancel();
      reactor->Release();
    }
  };

  std::shared_ptr<Reactor> reactor_;
  Guard guard_{reactor_};
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
