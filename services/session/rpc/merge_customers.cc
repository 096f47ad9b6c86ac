#include "services/session/rpc/customer_convert.h"
#include "services/session/rpc/customer_handlers.h"

namespace aicc::session {
namespace {

Result<void> Check(const v1::MergeCustomersRequest& request) {
  if (auto ok = CheckCustomerId("customer_id", request.customer_id()); !ok) {
    return ok;
  }
  if (auto ok =
          CheckCustomerId("merged_customer_id", request.merged_customer_id());
      !ok) {
    return ok;
  }
  if (request.customer_id() == request.merged_customer_id()) {
    return InvalidField("merged_customer_id", "must be another customer's");
  }
  return {};
}

}  // namespace

Task<Result<v1::MergeCustomersResponse>> HandleMergeCustomers(
    const CallContext& call, const v1::MergeCustomersRequest& request,
    const Parts& parts) {
  if (auto ok = Check(request); !ok) co_return Failure(ok.error());
  const auto merged = co_await parts.customers.Merge(
      call, request.customer_id(), request.merged_customer_id());
  if (!merged) co_return Failure(merged.error());

  v1::MergeCustomersResponse response;
  ToProto(*merged, response.mutable_customer());
  co_return response;
}

}  // namespace aicc::session
