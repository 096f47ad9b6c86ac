#include "services/gateway/edge/upstream.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <utility>
#include <vector>

#include "common/rpc_client.h"
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

class UpstreamStream::Reactor final
    : public ReadingCall<
          grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
          grpc::ByteBuffer> {
 public:
  Reactor(std::shared_ptr<grpc::Channel> channel, const UpstreamCall& call,
          const std::string& request)
      : stub_(std::move(channel)), request_(ToBuffer(request)) {
    Prepare(call, &context());
    stub_.PrepareBidiStreamingCall(&context(), call.path, {}, this);
    StartWriteLast(&request_, grpc::WriteOptions());
  }

 private:
  Stub stub_;
  const grpc::ByteBuffer request_;
};

UpstreamStream::UpstreamStream(std::shared_ptr<grpc::Channel> channel,
                               const UpstreamCall& call, std::string request)
    : reactor_(std::make_shared<Reactor>(std::move(channel), call, request)) {
  reactor_->Begin();
}

UpstreamStream::~UpstreamStream() { reactor_->Leave(); }

Task<std::optional<std::string>> UpstreamStream::Read() {
  const auto reactor = reactor_;
  if (!co_await reactor->Read()) co_return std::nullopt;
  co_return ToString(reactor->response());
}

Task<grpc::Status> UpstreamStream::Finish() {
  const auto reactor = reactor_;
  co_return co_await reactor->Finish();
}

void UpstreamStream::Cancel() { reactor_->context().TryCancel(); }

}  // namespace aicc::gateway
