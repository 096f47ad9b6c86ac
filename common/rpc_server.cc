#include "common/rpc_server.h"

#include "common/log.h"

namespace aicc::internal {
namespace {

grpc::Status Unexpected(const char* what, const CallContext* call,
                        std::string_view domain) {
  Log().error("id={} unexpected exception: {}",
              call != nullptr ? call->request_id() : "", what);
  return ToGrpcStatus({ErrorKind::kInternal, "UNEXPECTED_EXCEPTION", "", {}},
                      domain);
}

}  // namespace

RpcEntry::RpcEntry(const grpc::CallbackServerContext& context,
                   const RpcHost& rpc_host,
                   const google::protobuf::Descriptor& request,
                   std::string_view error_domain,
                   std::chrono::milliseconds limit)
    : host(rpc_host),
      domain(error_domain),
      method_(host.MethodOf(request)),
      request_id_(RequestIdOf(context)) {
  Result<Caller> caller = host.Admit(method_, context);
  if (caller) {
    call.emplace(*std::move(caller), DeadlineOf(context, limit), request_id_,
                 TraceparentOf(context));
  } else {
    refused = ToGrpcStatus(caller.error(), domain);
  }
}

grpc::Status StatusOf(std::exception_ptr exception, const CallContext* call,
                      std::string_view domain) {
  try {
    std::rethrow_exception(exception);
  } catch (const boost::system::system_error& e) {
    // Whatever a cancelled coroutine waited in says so in words of its own: a
    // timer "operation aborted", a channel "channel cancelled".
    if (call != nullptr && call->cancelled()) return grpc::Status::CANCELLED;
    // A write to a caller who has left fails before we are told that they have.
    if (e.code() == boost::asio::error::operation_aborted) {
      return grpc::Status::CANCELLED;
    }
    return Unexpected(e.what(), call, domain);
  } catch (const std::exception& e) {
    return Unexpected(e.what(), call, domain);
  } catch (...) {
    return Unexpected("not a std::exception", call, domain);
  }
}

}  // namespace aicc::internal
