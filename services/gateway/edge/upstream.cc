#include "services/gateway/edge/upstream.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "common/suspend.h"

namespace aicc::gateway {
namespace {

using Stub = grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer>;

void Prepare(const UpstreamCall& call, grpc::ClientContext* context) {
  if (!call.authorization.empty()) {
    context->AddMetadata("authorization", call.authorization);
  }
  if (!call.request_id.empty()) {
    context->AddMetadata("x-request-id", call.request_id);
  }
  if (!call.traceparent.empty()) {
    context->AddMetadata("traceparent", call.traceparent);
  }
  context->set_deadline(std::chrono::system_clock::now() + call.timeout);
}

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

}  // namespace

Task<UpstreamAnswer> CallUpstream(std::shared_ptr<grpc::Channel> channel,
                                  const UpstreamCall& call,
                                  std::string request) {
  grpc::ClientContext context;
  Prepare(call, &context);
  Stub stub(std::move(channel));
  const grpc::ByteBuffer sent = ToBuffer(request);
  grpc::ByteBuffer received;

  UpstreamAnswer answer;
  answer.status = co_await Suspend<grpc::Status>(
      [&](std::function<void(grpc::Status)> done) {
        stub.UnaryCall(&context, call.path, {}, &sent, &received,
                       std::move(done));
      },
      [&context] { context.TryCancel(); });
  if (answer.status.ok()) answer.response = ToString(received);
  co_return answer;
}

// Lives until gRPC is done with it and nobody reads any more.
class UpstreamStream::Reactor final
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Reactor(std::shared_ptr<grpc::Channel> channel, const UpstreamCall& call,
          const std::string& request)
      : stub_(std::move(channel)), request_(ToBuffer(request)) {
    Prepare(call, &context_);
    stub_.PrepareBidiStreamingCall(&context_, call.path, {}, this);
  }

  void Begin(std::shared_ptr<Reactor> self) {
    self_ = std::move(self);
    // So that reads may be started from outside of reactions.
    AddHold();
    StartWriteLast(&request_, grpc::WriteOptions());
    StartCall();
  }
  void Read(std::function<void(bool)> done) {
    read_ = std::move(done);
    StartRead(&received_);
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
  std::string Received() const { return ToString(received_); }
  void Cancel() { context_.TryCancel(); }
  void Release() {
    if (!released_.exchange(true)) RemoveHold();
  }

 private:
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

  Stub stub_;
  grpc::ClientContext context_;
  const grpc::ByteBuffer request_;
  grpc::ByteBuffer received_;  // gRPC's from StartRead() to OnReadDone().
  std::function<void(bool)> read_;
  std::atomic<bool> released_ = false;
  std::mutex mutex_;
  bool ended_ = false;                         // Guarded by mutex_.
  grpc::Status status_;                        // Guarded by mutex_.
  std::function<void(grpc::Status)> waiting_;  // Guarded by mutex_.
  std::shared_ptr<Reactor> self_;              // Set while gRPC may call us.
};

UpstreamStream::UpstreamStream(std::shared_ptr<grpc::Channel> channel,
                               const UpstreamCall& call, std::string request)
    : reactor_(std::make_shared<Reactor>(std::move(channel), call, request)) {
  reactor_->Begin(reactor_);
}

UpstreamStream::~UpstreamStream() {
  reactor_->Cancel();
  reactor_->Release();
}

Task<std::optional<std::string>> UpstreamStream::Read() {
  const auto reactor = reactor_;
  const bool got = co_await Suspend<bool>(
      [&reactor](std::function<void(bool)> done) {
        reactor->Read(std::move(done));
      },
      [reactor] { reactor->Cancel(); });
  if (!got) co_return std::nullopt;
  co_return reactor->Received();
}

Task<grpc::Status> UpstreamStream::Finish() {
  const auto reactor = reactor_;
  co_return co_await Suspend<grpc::Status>(
      [&reactor](std::function<void(grpc::Status)> done) {
        reactor->WhenDone(std::move(done));
      },
      [reactor] { reactor->Cancel(); });
}

void UpstreamStream::Cancel() { reactor_->Cancel(); }

}  // namespace aicc::gateway
