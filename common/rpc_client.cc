#include "common/rpc_client.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>

namespace aicc {

void ServiceIdentity::Prepare(const CallContext& call,
                              grpc::ClientContext* context) const {
  context->AddMetadata("authorization", authenticator_.ServiceBearer(
                                            call.caller().tenant, name_));
  if (!call.request_id().empty()) {
    context->AddMetadata("x-request-id", call.request_id());
  }
  if (!call.traceparent().empty()) {
    context->AddMetadata("traceparent", call.traceparent());
  }
  if (call.deadline() == CallContext::kNoDeadline) return;
  const auto left = call.deadline() - std::chrono::steady_clock::now();
  context->set_deadline(std::chrono::system_clock::now() + left);
}

void DropElsewhere(std::shared_ptr<void> last) {
  // Never ends: a call may end while the process does.
  static auto* const thread = new boost::asio::thread_pool(1);
  boost::asio::post(*thread, [dropped = std::move(last)] {});
}

}  // namespace aicc
